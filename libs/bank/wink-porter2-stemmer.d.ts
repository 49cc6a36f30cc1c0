// wink-porter2-stemmer.d.ts: the one function of the stemmer, which ships without types.
declare module 'wink-porter2-stemmer' {
  const stem: (word: string) => string;
  export default stem;
}
