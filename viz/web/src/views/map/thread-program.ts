/**
 * Draws every line in one call: solid, dashed or with an arrow's head, of a width in pixels whatever the zoom.
 * For the mouse a line is wider than it looks.
 */
import { EdgeProgram, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { MarkData, ThreadData } from "./attributes";

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

varying vec4 v_color;
varying float v_along;
varying float v_left;
varying float v_side;
varying float v_half;
varying float v_dash;
varying float v_head;

const float bias = 255.0 / 254.0;

void main() {
  float pixel = u_correctionRatio * 2.0;
  vec2 line = a_end - a_start;
  float span = length(line);
  vec2 ahead = span > 0.0 ? line / span : vec2(1.0, 0.0);
  vec2 aside = vec2(-ahead.y, ahead.x);
  float slim = a_width * 0.5 * pow(1.0 / u_sizeRatio, 0.35);
  float reach = max(slim, a_head > 0.0 ? 4.0 : slim) + 2.0;
#ifdef PICKING_MODE
  reach = max(reach, 4.0);
#endif
  v_half = slim;
  v_side = a_corner.y * reach;
  v_along = a_corner.x * span / pixel;
  v_left = span / pixel - v_along - a_head / u_sizeRatio;
  v_dash = a_dash;
  v_head = a_head;
  vec2 place = mix(a_start, a_end, a_corner.x) + aside * (v_side + a_shift) * pixel;
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

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_pixelRatio"] as const;
type Uniform = (typeof UNIFORMS)[number];

const CORNERS = [
  [0, -1],
  [1, -1],
  [1, 1],
  [0, -1],
  [1, 1],
  [0, 1],
];

export class ThreadProgram extends EdgeProgram<Uniform, MarkData, ThreadData> {
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
  }
}
