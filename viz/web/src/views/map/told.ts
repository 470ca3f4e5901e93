/** What the map is told (looks, content, what stands out) and what it tells: gestures, and all that it draws. */
import type { MapEdge, MapNode } from "../../core/api/types";
import type { Ids } from "../../core/graph/ids";
import type { Place } from "../../core/layout/arrange";
import type { Camera } from "../../core/state/view";
import type { KindStyle, LinkStyle, Mode } from "../../core/tokens/tokens";
import type { MarkData } from "./attributes";
import type { Laid } from "./names";

/** How the map looks: colours of the mode, size of text, and the look of each kind and reading. */
export interface Look {
  readonly mode: Mode;
  readonly text: number;
  readonly font: string;
  readonly kind: (kind: string) => KindStyle;
  readonly link: (relation: string) => LinkStyle;
  readonly name: (node: MapNode) => string;
}

export interface Content {
  readonly nodes: ReadonlyMap<string, MapNode>;
  readonly edges: ReadonlyMap<string, MapEdge>;
  readonly places: Readonly<Record<string, Place>>;
  readonly shownNodes: Ids;
  readonly shownEdges: Ids;
  /** Words beside parts of the map: families, columns, territories. */
  readonly captions?: readonly { readonly text: string; readonly x: number; readonly y: number }[];
  /** Another arrangement is seen whole: the frame of the one before does not hold. */
  readonly arrangement?: string;
}

/** All that is drawn, in pixels, back to front: for a picture that is not made of pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly threads: readonly { readonly ends: readonly [source: string, target: string]; readonly from: Spot; readonly to: Spot; readonly colour: string; readonly width: number; readonly dash: number; readonly arrow: boolean }[];
  readonly marks: readonly (Spot & { readonly id: string; readonly r: number; readonly shape: MarkData["shape"]; readonly fill: string; readonly line: string; readonly stroke: number })[];
  readonly names: readonly Laid[];
  readonly captions: readonly (Spot & { readonly text: string })[];
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** What stands out: the chosen, those compared with it, the one under the mouse or the keyboard's cursor. */
export interface Focus {
  readonly entities: readonly string[];
  readonly link: string | null;
  readonly cursor: string | null;
}

export interface Gestures {
  readonly onEntity: (id: string, more: boolean) => void;
  readonly onLink: (id: string) => void;
  readonly onGround: () => void;
  readonly onExpand: (id: string) => void;
  readonly onPin: (id: string, x: number, y: number) => void;
  readonly onCamera: (camera: Camera) => void;
  readonly onHover: (id: string | null) => void;
}
