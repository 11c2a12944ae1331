/** Groups of countries that a criterion can name, as of 2026. */
export const regions: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    EU: 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK',
    EEA: 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK',
    EFTA: 'CH IS LI NO',
    DACH: 'AT CH DE',
    NORDICS: 'DK FI IS NO SE',
    BENELUX: 'BE LU NL',
    BALTICS: 'EE LT LV',
    USMCA: 'CA MX US',
    MERCOSUR: 'AR BO BR PY UY',
    ASEAN: 'BN ID KH LA MM MY PH SG TH TL VN',
    GCC: 'AE BH KW OM QA SA',
  }).map(([name, codes]) => [name, new Set(codes.split(' '))]),
);
