/** The groupings of the map by name; how they are made is loaded with the map. */
export type Grouping = "none" | "kind" | "territory" | "community";
export const GROUPINGS: readonly Grouping[] = ["none", "kind", "territory", "community"];
