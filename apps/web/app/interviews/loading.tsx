// loading.tsx: the shape of the list while it is read.
import { Page } from '../../ui/page';
import { Title } from '../../ui/page-title';

export default function Loading() {
  return (
    <Page me={undefined}>
      <Title>Past interviews</Title>
      <p className="sr-only" role="status">
        Reading your interviews
      </p>
      <ul aria-hidden="true" className="divide-y divide-line border-y border-line">
        {[0, 1, 2].map((i) => (
          <li key={i} className="space-y-2 py-5">
            <div className="h-4 w-56 rounded-s bg-sunk" />
            <div className="h-3 w-40 rounded-s bg-sunk" />
          </li>
        ))}
      </ul>
    </Page>
  );
}
