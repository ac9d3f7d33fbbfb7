import { StopOutlined } from "@ant-design/icons";
import { Card } from "antd";
import type { AxisScore } from "../api/types";
import { useWords } from "../i18n/useWords";
import { formatMoney } from "../ui/formats";
import { LevelTrack } from "./LevelTrack";
import { errorText, levelText, whisker } from "./levels";

function MeasuredAxis({ axis, level, se, currency }: { axis: AxisScore; level: number; se: number; currency: string }) {
  const { t, language, pick } = useWords();
  const { low, high } = whisker(level, se);
  const worth = (minor: number, signed = false) => formatMoney(minor, { currency, language, whole: true, signed });
  return (
    <li className="axis" data-testid={`axis-${axis.code}`}>
      <div className="axis-name">
        {pick(axis.name)}
        <div className="quiet small">
          {t("scorecard.axes.worth", { money: worth(axis.money_minor, true), error: worth(axis.se_minor) })}
        </div>
      </div>
      <LevelTrack level={level / 100} low={low} high={high} />
      <strong className="axis-level">
        {t("scorecard.axes.plusMinus", { level: levelText(level, language), error: errorText(se, language) })}
      </strong>
    </li>
  );
}

function GreyedAxis({ axis }: { axis: AxisScore }) {
  const { t, pick } = useWords();
  return (
    <li className="axis axis-greyed" data-testid={`axis-${axis.code}`}>
      <div className="axis-name">{pick(axis.name)}</div>
      <div className="quiet small">{t("scorecard.axes.notMeasurableText")}</div>
      <span className="axis-level">
        <StopOutlined aria-hidden="true" /> {t("scorecard.axes.notMeasurable")}
      </span>
    </li>
  );
}

export function Axes({ axes, currency }: { axes: AxisScore[]; currency: string }) {
  const { t } = useWords();
  return (
    <Card title={t("scorecard.axes.title")}>
      <p className="quiet">{t("scorecard.axes.text")}</p>
      <ul className="axes">
        {axes.map((axis) =>
          axis.measurable && axis.level_e2 !== null ? (
            <MeasuredAxis key={axis.code} axis={axis} level={axis.level_e2} se={axis.se_e2 ?? 0} currency={currency} />
          ) : (
            <GreyedAxis key={axis.code} axis={axis} />
          ),
        )}
      </ul>
    </Card>
  );
}
