/// <reference types="vite/client" />
declare module "virtual:tokens.css";
declare module "virtual:france" {
  import type { GeometryCollection, Topology } from "topojson-specification";

  const data: {
    readonly topology: Topology<{ departements: GeometryCollection<{ name: string; region: string }> }>;
    readonly regions: Readonly<Record<string, string>>;
  };
  export default data;
}
