// words.ts: lists about English words: which only hold a sentence together, and which forms a stemmer cannot join.

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words that carry grammar, not meaning. Negations are here too; negation.ts looks at them by itself. */
export const FUNCTION_WORDS = list(`
  a an the this that these those some any each every all either neither such another other
  i me my mine myself we us our ours you your yours he him his she her it its itself they them their theirs one ones
  am is are was were be been being do does did doing done have has had having will would shall should can could may might must ought
  not no nor never and or but if then else so because since as than while whereas although though unless until when where whenever which who whom whose what why how
  of at by for with about against between into through during before after above below to from up down in out on off over under again further
  here there very too just own also even still already yet quite rather really basically actually probably maybe perhaps kind sort like well
  get gets got getting let lets us yes yeah ok okay right sure um uh er hmm please
  dont doesnt didnt isnt arent wasnt werent wont wouldnt shouldnt couldnt cant cannot havent hasnt hadnt
  don't doesn't didn't isn't aren't wasn't weren't won't wouldn't shouldn't couldn't can't haven't hasn't hadn't
  i'm i'd i've i'll it's that's there's what's we're we'd we've we'll you're you'd you've you'll they're they'd they've they'll he's she's let's who's
  going gonna want wants wanted think thinks guess mean means say says said know
`);

/** Verbs and nouns so common that sharing one proves little. */
export const LIGHT_WORDS = list(`
  use make take thing way need work do give go come put see look keep able happen something anything everything someone lot
  same both only case point part time kind try call good bad big new first last next many much more most less few little enough
  add change set number whole different problem question answer system data code
`);

/** Form → base, for what changes more than its ending. */
export const IRREGULAR: ReadonlyMap<string, string> = new Map(
  `wrote write|written write|ran run|running run|sent send|kept keep|held hold|lost lose|lose lose|broke break|broken break|found find|made make|took take|taken take
   |saw see|seen see|went go|gone go|built build|chose choose|chosen choose|choice choose|grew grow|grown grow|growth grow|knew know|known know|left leave|fell fall|fallen fall
   |began begin|begun begin|told tell|thought think|bought buy|brought bring|caught catch|came come|gave give|given give|hid hide|hidden hide|led lead|meant mean
   |paid pay|spent spend|stood stand|understood understand|threw throw|thrown throw|woke wake|woken wake|slept sleep|drew draw|drawn draw|shown show|stuck stick
   |slower slow|slowest slow|slowly slow|faster fast|fastest fast|bigger big|biggest big|larger large|largest large|smaller small|smallest small|fewer few|higher high|highest high
   |lower low|lowest low|cheaper cheap|older old|oldest old|newer new|newest new|latest new|longer long|longest long|shorter short|shortest short|easier easy|easily easy|harder hard
   |quicker quick|quickest quick|safer safe|safely safe|simpler simple|simplest simple|simply simple|better good|best good|worse bad|worst bad|earlier early|later late|stricter strict
   |children child|indices index|indexes index|indexing index|indexed index|queries query|queried query|querying query|retries retry|retried retry|retrying retry|analyse analyze|analysis analyze
   |latencies latency|dependencies dependency|policies policy|copies copy|copied copy|replicas replica|data data|caches cache|caching cache|cached cache|twice two|double two|doubled two|once one
   |guaranteed guarantee|failure fail|failures fail|failed fail|comparison compare|decision decide|decided decide|explanation explain|growing grow|response respond|responses respond
   |measurement measure|measured measure|storage store|stored store|maintained maintain|maintenance maintain|deletion delete|insertion insert|visible visible|visibility visible|consistency consistent
   |inconsistency inconsistent|availability available|reliability reliable|responsibility responsible|idempotency idempotent|idempotence idempotent|asynchronously asynchronous|synchronously synchronous`
    .split('|')
    .map((pair) => pair.trim().split(' ') as [string, string]),
);
