/** The mark of a kind as on the map: its shape and its colour. */
import { kindStyle, type Shape } from "../core/tokens/tokens";
import { useCommon } from "./context";

const PATHS: Readonly<Record<Shape, string>> = {
  disc: "M8 2.2a5.8 5.8 0 1 1 0 11.600a5.8 5.8 0 1 1 0-11.600z",
  ring: "M8 2.600a5.4 5.4 0 1 1 0 10.800a5.4 5.4 0 1 1 0-10.800z",
  square: "M4.2 3.200h7.600a2.2 2.2 0 0 1 2.2 2.200v5.200a2.2 2.2 0 0 1-2.2 2.200h-7.600a2.2 2.2 0 0 1-2.2-2.200v-5.200a2.2 2.2 0 0 1 2.2-2.200z",
  diamond: "M8 1.4 14.6 8 8 14.6 1.4 8z",
  hexagon: "M8 1.8 13.4 4.900v6.200L8 14.2 2.6 11.100V4.900z",
};

export function Mark({ kind, size = 16 }: { readonly kind: string; readonly size?: number }) {
  const { vocabulary } = useCommon();
  const style = kindStyle(vocabulary.lineage(kind));
  const fill = style.hollow ? "var(--panel)" : `var(--fill-${style.name})`;
  return (
    <svg className="mark" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={PATHS[style.shape]} fill={fill} stroke={`var(--line-${style.name})`} strokeWidth={style.hollow ? 1.8 : 1} />
    </svg>
  );
}

/** A sample of a line as on the map. */
export function Thread({ dash, width, arrow }: { readonly dash: number; readonly width: number; readonly arrow: boolean }) {
  return (
    <svg className="mark" viewBox="0 0 22 16" width={22} height={16} aria-hidden="true" focusable="false">
      <path d="M1 8h20" fill="none" stroke="currentColor" strokeWidth={width + 0.4} strokeDasharray={dash > 0 ? `${dash * 0.8} ${dash * 0.6}` : undefined} />
      {arrow ? <path d="M15 4.5 21 8l-6 3.500z" fill="currentColor" /> : null}
    </svg>
  );
}
