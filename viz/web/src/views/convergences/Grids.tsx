/** The tables that come with a measure. */
import type { Grid } from "../../core/api/types";
import { useCommon } from "../../ui/context";

type Cell = Grid["rows"][number][number];

export function Grids({ grids }: { readonly grids: readonly Grid[] }) {
  const { lang } = useCommon();
  const written = (cell: Cell): string => {
    if (cell === null) return "";
    if (typeof cell === "number") return cell.toLocaleString(lang, Number.isInteger(cell) ? {} : { style: "percent", maximumFractionDigits: 1 });
    return typeof cell === "string" ? cell : (cell[lang] ?? "");
  };
  return (
    <>
      {grids.map((grid, at) => (
        // What scrolls is reached by the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div key={at} className="grid" tabIndex={0}>
          <table>
            <caption>{grid.title[lang]}</caption>
            <thead>
              <tr>
                {grid.columns.map((column, i) => (
                  <th key={i} scope="col">
                    {column[lang]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {grid.rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, j) => (
                    <td key={j} className={typeof cell === "number" ? "number" : undefined}>
                      {written(cell)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </>
  );
}
