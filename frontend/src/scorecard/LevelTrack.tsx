const LOWEST = 1;
const HIGHEST = 5;
const STEPS = [1, 2, 3, 4, 5];
const WIDTH = 400;
const INSET = 12;

export type LevelTrackProps = {
  level: number;
  low: number;
  high: number;
  /** The level that copying the reference policy gives. */
  reference?: number;
};

const clip = (level: number): number => Math.min(HIGHEST, Math.max(LOWEST, level));
const at = (level: number): number => INSET + ((clip(level) - LOWEST) / (HIGHEST - LOWEST)) * (WIDTH - 2 * INSET);

/** A level on the track from 1 to 5, with its whisker; the words beside it say the same. */
export function LevelTrack({ level, low, high, reference }: LevelTrackProps) {
  return (
    <svg viewBox={`0 0 ${WIDTH} 44`} className="level-track" aria-hidden="true">
      <line x1={at(LOWEST)} x2={at(HIGHEST)} y1="16" y2="16" className="level-rail" />
      {STEPS.map((step) => (
        <g key={step}>
          <line x1={at(step)} x2={at(step)} y1="10" y2="22" className={step === reference ? "level-reference" : "level-step"} />
          <text x={at(step)} y="40" textAnchor="middle" className="level-text">
            {step}
          </text>
        </g>
      ))}
      <line x1={at(low)} x2={at(high)} y1="16" y2="16" className="level-whisker" />
      <line x1={at(low)} x2={at(low)} y1="9" y2="23" className="level-whisker-end" />
      <line x1={at(high)} x2={at(high)} y1="9" y2="23" className="level-whisker-end" />
      <circle cx={at(level)} cy="16" r="7" className="level-dot" />
    </svg>
  );
}
