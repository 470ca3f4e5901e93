/** The arrangements of the map by name; how they are made is loaded with the map. */
export type Arrangement = "force" | "families" | "columns" | "territories";
export const ARRANGEMENTS: readonly Arrangement[] = ["force", "families", "columns", "territories"];
