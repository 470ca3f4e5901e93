/**
 * Draws every mark in one call: a square of two triangles each, in which the fragment shader measures the distance
 * to the shape's outline. Sharp at any zoom, no image to load.
 */
import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { type MarkData, SHAPES, type ThreadData } from "./attributes";
import { late } from "./picking";

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_fill;
attribute vec4 a_line;
attribute vec2 a_position;
attribute float a_radius;
attribute float a_stroke;
attribute float a_shape;
attribute vec2 a_corner;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_pixelRatio;

varying vec4 v_fill;
varying vec4 v_line;
varying vec2 v_at;
varying float v_radius;
varying float v_stroke;
varying float v_shape;

const float bias = 255.0 / 254.0;

void main() {
  // Everything below the vertex is in pixels of the screen.
  v_radius = a_radius / u_sizeRatio;
  v_stroke = a_stroke;
  v_shape = a_shape;
  // No further than the outline and its softened edge: wide of the disc, the square, the diamond, the hexagon.
#ifdef PICKING_MODE
  float edge = 3.0;
#else
  float edge = a_stroke * 0.5 + 0.75 / u_pixelRatio;
#endif
  v_at = a_corner * (a_shape < 1.5 ? v_radius + edge : a_shape < 2.5 ? v_radius * 1.04 + edge : a_shape < 3.5 ? v_radius * 1.22 + edge * 1.4143 : v_radius * 1.086 + edge * 1.155);
  vec2 place = a_position + v_at * u_correctionRatio * 2.0;
  gl_Position = vec4((u_matrix * vec3(place, 1.0)).xy, 0.0, 1.0);
#ifdef PICKING_MODE
  v_fill = a_id;
  v_fill.a *= bias;
  v_line = v_fill;
#else
  v_fill = a_fill;
  v_fill.a *= bias;
  v_line = a_line;
  v_line.a *= bias;
#endif
}
`;

const FRAGMENT = /* glsl */ `
precision highp float;

varying vec4 v_fill;
varying vec4 v_line;
varying vec2 v_at;
varying float v_radius;
varying float v_stroke;
varying float v_shape;

uniform float u_pixelRatio;

float roundedBox(vec2 at, vec2 half_, float corner) {
  vec2 q = abs(at) - half_ + corner;
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - corner;
}

// Signed distance to the outline, in pixels: below zero inside.
float outline(vec2 at, float r) {
  if (v_shape < 1.5) return length(at) - r;
  if (v_shape < 2.5) return roundedBox(at, vec2(r * 1.04, r * 0.84), r * 0.34);
  vec2 q = abs(at);
  if (v_shape < 3.5) return (q.x + q.y - r * 1.22) * 0.70711;
  return max(q.y * 0.86603 + q.x * 0.5, q.x) - r * 0.94;
}

void main() {
  float d = outline(v_at, v_radius);
#ifdef PICKING_MODE
  // A little more than what is seen, for fingers.
  if (d > 3.0) discard;
  gl_FragColor = v_fill;
#else
  float soft = 0.75 / u_pixelRatio;
  float shape = 1.0 - smoothstep(-soft, soft, d - v_stroke * 0.5);
  float inner = 1.0 - smoothstep(-soft, soft, d + v_stroke * 0.5);
  vec4 colour = mix(v_line, v_fill, inner);
  float alpha = colour.a * shape;
  gl_FragColor = vec4(colour.rgb * alpha, alpha);
#endif
}
`;

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_pixelRatio"] as const;
type Uniform = (typeof UNIFORMS)[number];

const CORNERS = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, -1],
  [1, 1],
  [-1, 1],
];

export class MarkProgram extends late(NodeProgram<Uniform, MarkData, ThreadData>) {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: CORNERS.length,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_fill", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_line", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_radius", size: 1, type: FLOAT },
        { name: "a_stroke", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: CORNERS,
    };
  }

  processVisibleItem(index: number, start: number, data: NodeDisplayData & Partial<MarkData>): void {
    const { array } = this;
    let at = start;
    array[at++] = data.x;
    array[at++] = data.y;
    array[at++] = index;
    array[at++] = floatColor(data.color);
    array[at++] = floatColor(data.line ?? data.color);
    array[at++] = data.size;
    array[at++] = data.stroke ?? 1;
    array[at] = SHAPES.indexOf(data.shape ?? "disc");
  }

  setUniforms(params: RenderParams, { gl, uniformLocations: at }: ProgramInfo<Uniform>): void {
    gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
    gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
    gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(at.u_pixelRatio, params.pixelRatio);
  }
}
