export function Logo() {
  return (
    <span className="logo">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="#0958d9" />
        <path d="M6 20.5h20l-2.6 4.6a2 2 0 0 1-1.7 1H10.3a2 2 0 0 1-1.7-1z" fill="#fff" />
        <path d="M9 13h4v6H9zm5-4h4v10h-4zm5 4h4v6h-4z" fill="#bcd4ff" />
      </svg>
      SimLab
    </span>
  );
}
