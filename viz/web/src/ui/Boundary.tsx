/** Catches what a view throws: the rest of the page goes on, and says so. */
import { Component, type ReactNode } from "react";
import { Failure } from "./states";

interface Props {
  readonly children: ReactNode;
}

export class Boundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className="notice">
        <Failure
          error={error}
          retry={() => {
            window.location.reload();
          }}
        />
      </div>
    );
  }
}
