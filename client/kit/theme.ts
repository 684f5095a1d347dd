import {
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  Modal,
  NativeSelect,
  Radio,
  Switch,
  Textarea,
  TextInput,
  type VariantColorsResolver,
} from '@mantine/core'

const river: MantineColorsTuple = [
  '#EEF5F0',
  '#E1ECE4',
  '#C3DACD',
  '#94BFAE',
  '#5E9C88',
  '#2F7565',
  '#1A5D4F',
  '#0C4A3E',
  '#0A3B32',
  '#072F28',
] // prettier-ignore
const dark: MantineColorsTuple = [
  '#EEF2EA',
  '#C8D2CB',
  '#A9B8AF',
  '#7F9289',
  '#7F9289',
  '#1A3A31',
  '#15211D',
  '#0E1714',
  '#0A110F',
  '#060B09',
] // prettier-ignore

/** Filled is river, everything quieter is the surface with a control edge and a link's ink; red only where it warns. */
const variants: VariantColorsResolver = (input) => {
  if (input.color === 'red') {
    return {
      background: 'transparent',
      hover: 'var(--error-tint)',
      color: 'var(--error)',
      border: '1px solid var(--control)',
    }
  }
  if (input.variant === 'filled') {
    return {
      background: 'var(--river)',
      hover: 'var(--river-hover)',
      color: 'var(--on-river)',
      border: '1px solid transparent',
    }
  }
  if (input.variant === 'default' || input.variant === 'outline' || input.variant === 'light') {
    return {
      background: 'var(--surface)',
      hover: 'var(--river-tint)',
      color: 'var(--link)',
      border: '1px solid var(--control)',
    }
  }
  if (input.variant === 'subtle') {
    return {
      background: 'transparent',
      hover: 'var(--river-tint)',
      color: 'var(--link)',
      border: '1px solid transparent',
    }
  }
  return defaultVariantColorsResolver(input)
}

export const theme = createTheme({
  colors: { river, dark },
  primaryColor: 'river',
  primaryShade: { light: 7, dark: 3 },
  white: '#FFFDF8',
  black: '#17231F',
  defaultRadius: 8,
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--serif)', fontWeight: '400', textWrap: 'balance' },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.125rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.375rem', xl: '1.875rem' },
  shadows: { xs: 'none', sm: 'none', md: 'var(--panel-shadow)', lg: 'var(--panel-shadow)', xl: 'var(--panel-shadow)' },
  breakpoints: { xs: '30em', sm: '47.5em', md: '60em', lg: '68.75em', xl: '90em' },
  focusRing: 'never',
  respectReducedMotion: true,
  variantColorResolver: variants,
  components: {
    Button: Button.extend({ defaultProps: { variant: 'default', size: 'sm' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm', autosize: true, minRows: 2 } }),
    Switch: Switch.extend({ defaultProps: { withThumbIndicator: false } }),
    Checkbox: Checkbox.extend({ defaultProps: { iconColor: 'var(--on-river)' } }),
    Radio: Radio.extend({ defaultProps: { iconColor: 'var(--on-river)' } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: 'sm' } }),
    Modal: Modal.extend({
      defaultProps: {
        radius: 12,
        centered: true,
        overlayProps: { backgroundOpacity: 0.4 },
        closeButtonProps: { 'aria-label': 'Close' },
        // The head of a dialog is no landmark: the page has one head already.
        attributes: { header: { role: 'none' } },
      },
    }),
  },
})

/** Mantine's own variables, pointed at the tokens, so that one set of colours serves both schemes. */
export const variables: CSSVariablesResolver = () => ({ variables: {}, light: pointed, dark: pointed })

const pointed = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink2)',
  '--mantine-color-placeholder': 'var(--ink2)',
  '--mantine-color-anchor': 'var(--link)',
  '--mantine-color-error': 'var(--error)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--river-tint)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--control)',
  '--mantine-color-river-filled': 'var(--river)',
  '--mantine-color-river-filled-hover': 'var(--river-hover)',
  '--mantine-color-river-light': 'var(--river-tint)',
  '--mantine-color-river-text': 'var(--link)',
  '--mantine-color-disabled': 'var(--sunk)',
  '--mantine-color-disabled-color': 'var(--ink2)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--river)',
  '--mantine-primary-color-filled-hover': 'var(--river-hover)',
  '--mantine-primary-color-contrast': 'var(--on-river)',
}
