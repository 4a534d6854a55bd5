import './tokens.css';
import './base.css';
import '@fontsource-variable/inter/wght.css';
