/** The shapes of the API under short names; generated from its OpenAPI description, so a changed route breaks the build. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Analysis = Schemas["Analysis"];
export type Answer = Schemas["Answer"];
export type Brief = Schemas["Brief"];
export type Card = Schemas["Card"];
export type Claim = Schemas["ClaimInfo"];
export type Decision = Schemas["DecisionInfo"];
export type DecisionPage = Schemas["DecisionPage"];
export type Edit = Schemas["Edit"];
export type Edited = Schemas["Edited"];
export type Evidence = Schemas["Evidence"];
export type Finding = Schemas["Finding"];
export type Found = Schemas["Found"];
export type Grid = Schemas["Grid"];
export type Hit = Schemas["Hit"];
export type ImportPreview = Schemas["ImportPreview"];
export type JobInfo = Schemas["JobInfo"];
export type Link = Schemas["Link"];
export type LoadProgress = Schemas["LoadProgress"];
export type LinkGroup = Schemas["LinkGroup"];
export type MapEdge = Schemas["Edge"];
export type MapGraph = Schemas["MapGraph"];
export type MapNode = Schemas["Node"];
export type MeasureInfo = Schemas["MeasureInfo"];
export type NewDecision = Schemas["AboutClaim"] | Schemas["AboutPair"];
export type Path = Schemas["Path"];
export type Reason = Schemas["Reason"];
export type Relation = Schemas["Relation"];
export type Shared = Schemas["Shared"];
export type SharedItem = Schemas["SharedItem"];
export type SourceInfo = Schemas["SourceInfo"];
export type Stats = Schemas["Stats"];
export type UploadInfo = Schemas["UploadInfo"];
export type Value = Schemas["Value"];

/** The two languages of the page; texts that the server says in both come as such a pair. */
export type Lang = "fr" | "en";
export type Said = Readonly<Record<Lang, string>>;
