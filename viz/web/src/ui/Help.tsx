/** Help in place: a question mark, and behind it two plain sentences for who has never seen a map of links. */
import { typeset } from "../core/facts/names";
import type words from "../core/words/fr.json";
import { useWords } from "./context";
import { Popup } from "./Popup";

export type Topic = keyof typeof words.help;

export function Help({ of }: { readonly of: Topic }) {
  const t = useWords();
  return (
    <Popup className="help" sign="?" label={t(`help.${of}.name`)}>
      <p className="help-text">{typeset(t(`help.${of}.text`))}</p>
    </Popup>
  );
}
