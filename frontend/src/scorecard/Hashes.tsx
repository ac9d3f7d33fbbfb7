import { Card, Typography } from "antd";
import { useWords } from "../i18n/useWords";

export function Hashes({ hashes }: { hashes: Record<string, string> }) {
  const { t } = useWords();
  return (
    <Card title={t("scorecard.hashes.title")}>
      <p className="quiet">{t("scorecard.hashes.text")}</p>
      <dl className="hashes">
        {Object.entries(hashes).map(([code, hash]) => {
          const name = t(`scorecard.hashes.${code}`, { defaultValue: code });
          return (
            <div key={code}>
              <dt>{name}</dt>
              <dd>
                <Typography.Text code copyable={{ tooltips: [t("scorecard.hashes.copy", { name }), t("scorecard.hashes.copied")] }}>
                  {hash}
                </Typography.Text>
              </dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}
