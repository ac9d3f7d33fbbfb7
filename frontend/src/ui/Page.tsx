import { Typography } from "antd";
import { useEffect } from "react";
import type { ReactNode } from "react";

export type PageProps = { title: string; note?: ReactNode; extra?: ReactNode; children: ReactNode };

/** Title and main action on top, content below, full width. */
export function Page({ title, note, extra, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · SimLab`;
  }, [title]);
  return (
    <>
      <div className="page-head">
        <div>
          <Typography.Title level={1}>{title}</Typography.Title>
          {note && <div className="quiet">{note}</div>}
        </div>
        {extra}
      </div>
      <div className="page-body">{children}</div>
    </>
  );
}
