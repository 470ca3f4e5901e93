/**
 * Draws every line in one call: solid, dashed or with an arrow's head, of a width in pixels whatever the zoom.
 * For the mouse a line is wider than it looks.
 */
import { EdgeProgram, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { MarkData, ThreadData } from "./attributes";
import { late } from "./picking";

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_width;
attribute float a_dash;
attribute float a_shift;
attribute float a_head;
attribute vec2 a_corner;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_pixelRatio;
uniform float u_slim;

varying vec4 v_color;
varying float v_along;
varying float v_left;
varying float v_side;
varying float v_half;
varying float v_dash;
varying float v_head;

const float bias = 255.0 / 254.0;
const float HEAD = 7.0;

void main() {
  float pixel = u_correctionRatio * 2.0;
  vec2 line = a_end - a_start;
  float span = length(line);
  vec2 ahead = span > 0.0 ? line / span : vec2(1.0, 0.0);
  vec2 aside = vec2(-ahead.y, ahead.x);
  float slim = a_width * u_slim;
#ifdef PICKING_MODE
  float soft = max((a_head > 0.0 ? 6.0 : 4.0) - slim, 2.0);
  float head = 0.0;
#else
  float soft = 0.75 / u_pixelRatio;
  float head = a_head;
#endif
  // Where the mark at the end begins, and how much of the head has room before it.
  float whole = span / pixel;
  float stop = whole - a_head / u_sizeRatio;
  float room = head > 0.0 ? clamp(stop, 0.0, HEAD) : 0.0;
  v_half = slim;
  v_dash = a_dash;
  v_head = head;
  // The line up to its head, no wider than it is seen; then the head, which narrows to its tip.
  if (a_corner.x < 1.5) {
    v_along = a_corner.x * (head > 0.0 ? max(stop - room, 0.0) : whole);
    v_side = a_corner.y * (slim + soft);
  } else {
    v_along = a_corner.y == 0.0 ? stop + 2.0 * soft : stop - room;
    v_side = room > 0.0 ? a_corner.y * (room * 0.5 + soft) : 0.0;
  }
  v_left = stop - v_along;
  vec2 place = a_start + (ahead * v_along + aside * (v_side + a_shift)) * pixel;
  gl_Position = vec4((u_matrix * vec3(place, 1.0)).xy, 0.0, 1.0);
#ifdef PICKING_MODE
  v_color = a_id;
#else
  v_color = a_color;
#endif
  v_color.a *= bias;
}
`;

const FRAGMENT = /* glsl */ `
precision highp float;

varying vec4 v_color;
varying float v_along;
varying float v_left;
varying float v_side;
varying float v_half;
varying float v_dash;
varying float v_head;

uniform float u_pixelRatio;

void main() {
#ifdef PICKING_MODE
  gl_FragColor = v_color;
#else
  float soft = 0.75 / u_pixelRatio;
  float half_ = v_half;
  // The head: a triangle of seven pixels that touches the mark at the end of the line.
  if (v_head > 0.0 && v_left < 7.0) half_ = max(0.0, v_left * 0.5);
  float cover = 1.0 - smoothstep(half_ - soft, half_ + soft, abs(v_side));
  if (v_dash > 0.0) {
    float part = mod(v_along, v_dash * 1.8);
    cover *= smoothstep(0.0, soft, part) * (1.0 - smoothstep(v_dash - soft, v_dash + soft, part));
  }
  float alpha = v_color.a * cover;
  gl_FragColor = vec4(v_color.rgb * alpha, alpha);
#endif
}
`;

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_pixelRatio", "u_slim"] as const;
type Uniform = (typeof UNIFORMS)[number];

// The line: along, aside. Then the head, beyond 1: the two corners of its foot, and its tip.
const CORNERS = [
  [0, -1],
  [1, -1],
  [1, 1],
  [0, -1],
  [1, 1],
  [0, 1],
  [2, -1],
  [2, 1],
  [2, 0],
];

export class ThreadProgram extends late(EdgeProgram<Uniform, MarkData, ThreadData>) {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: CORNERS.length,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_width", size: 1, type: FLOAT },
        { name: "a_dash", size: 1, type: FLOAT },
        { name: "a_shift", size: 1, type: FLOAT },
        { name: "a_head", size: 1, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: CORNERS,
    };
  }

  processVisibleItem(
    index: number,
    start: number,
    source: NodeDisplayData,
    target: NodeDisplayData,
    data: EdgeDisplayData & Partial<ThreadData>,
  ): void {
    const { array } = this;
    let at = start;
    array[at++] = source.x;
    array[at++] = source.y;
    array[at++] = target.x;
    array[at++] = target.y;
    array[at++] = index;
    array[at++] = floatColor(data.color);
    array[at++] = data.size;
    array[at++] = data.dash ?? 0;
    array[at++] = data.shift ?? 0;
    array[at] = data.arrow === true ? target.size : 0;
  }

  setUniforms(params: RenderParams, { gl, uniformLocations: at }: ProgramInfo<Uniform>): void {
    gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
    gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
    gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(at.u_pixelRatio, params.pixelRatio);
    gl.uniform1f(at.u_slim, 0.5 * Math.pow(1 / params.sizeRatio, 0.35));
  }
}
