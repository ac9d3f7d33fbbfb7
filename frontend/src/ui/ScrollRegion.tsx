import type { ReactNode } from "react";

/** A wide table in a narrow window: it scrolls by touch, by mouse and, because it takes the focus, by keyboard. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: scrollable by keyboard
    <section aria-label={label} tabIndex={0} className="scroll-region">
      {children}
    </section>
  );
}
