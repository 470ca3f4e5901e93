import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import globals from "globals";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["node_modules", "test-results", "src/core/api/schema.ts"] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  { languageOptions: { globals: globals.browser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  { files: ["**/*.tsx"], ...jsxA11y.flatConfigs.strict },
  { files: ["src/**/*.{ts,tsx}"], ...hooks.configs.flat["recommended-latest"] },
  {
    rules: {
      // `${count}` is what a template is for.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // The token `dangerouslySetInnerHTML` has no place here: names are untrusted, React writes them as text.
      "no-restricted-syntax": ["error", { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Names are untrusted: write text." }],
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  {
    files: ["**/*.tsx"],
    rules: {
      // The lists that ARIA's listbox and tree patterns are made of.
      "jsx-a11y/no-noninteractive-element-to-interactive-role": ["error", { ul: ["listbox", "tree", "group"], li: ["option", "treeitem"] }],
    },
  },
  // The core knows no screen: it is tested without one and a worker may run it.
  {
    files: ["src/core/**/*.ts"],
    ignores: ["src/core/**/*.spec.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: ["react", "react-dom", "sigma", "**/views/**", "**/panels/**", "**/ui/**"] }] },
  },
  // Nor does the map know the page that tells it what to draw.
  {
    files: ["src/views/map/scene.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: ["react", "react-dom", "@tanstack/*", "**/api/client", "**/panels/**", "**/ui/**"] }] },
  },
  { files: ["**/*.js"], ...ts.configs.disableTypeChecked },
);
