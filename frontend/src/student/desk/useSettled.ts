import { useEffect, useState } from "react";

const REST_MILLISECONDS = 350;

/** A value that the reader is still typing, once it rests. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), REST_MILLISECONDS);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}
