/** The territory's view needs a territory: it is chosen here, and filters all views. */
import { inTerritory } from "../../core/state/changes";
import { Pick } from "../../panels/card/edit/fields";
import { useChanges, useWords } from "../../ui/context";

export function Where() {
  const t = useWords();
  const { commit } = useChanges();
  return (
    <div className="where">
      <p>{t("convergences.where")}</p>
      <Pick
        label={t("convergences.territory")}
        picked={null}
        kinds={["Territory"]}
        except=""
        onPick={(place) => {
          if (place !== null) commit(inTerritory(place.id));
        }}
      />
    </div>
  );
}
