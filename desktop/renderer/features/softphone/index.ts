export { CallBar } from './CallBar';
export { useLineAdvice } from './use-line-advice';
