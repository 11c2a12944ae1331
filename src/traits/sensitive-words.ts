/** What is never kept about a person for targeting: the special categories of GDPR article 9, and whether there are children. */
export const sensitiveKinds = [
  'health',
  'religion',
  'politics',
  'sexuality',
  'ethnicity',
  'children',
] as const;
export type SensitiveKind = (typeof sensitiveKinds)[number];

/** Latin words stand without accents, ß as ss, ł as l, ø as o, æ as ae. */
export interface WordList {
  /** Whole words. */
  readonly words: string;
  /** Beginnings of words. */
  readonly stems: string;
  /** Words that say it only one after the other, joined by `_`; the last may go on. */
  readonly phrases: string;
  /** Found anywhere, in scripts that put no spaces between words. */
  readonly anywhere: string;
}

/**
 * English, and the other languages of the marketplace: German, Spanish, French, Italian, Japanese, Dutch, Polish,
 * Portuguese, Swedish. Where a word has a harmless meaning that is the usual one in this trade (party, union, black,
 * temple), only its telling compounds are here.
 */
export const sensitiveWords: Readonly<Record<SensitiveKind, WordList>> = {
  health: {
    words: `aids bmi hiv dna adhd diagnosis diagnoses diagnosed hospital hospitals sick ill illness illnesses disease diseases drugs patient patients smoker smokers
      salud salute sante saude zdrowie chory chora halsa sjuk doencas zwanger incinta ziek malade malades gravid gravida gravidas gravidez
      gravidanza graviditet`,
    stems: `health medic pregnan diabet disabilit allerg cancer depressi autis dementia epilep asthma obes psychiat
      psychother therap symptom vaccin surger suicid alcoholi addict fertility infertil abortion aborto menopaus menstrua handicap wheelchair
      biometr genetic covid gesundheit krank schwanger behinder maladi malatti malat grossess enceint
      enferm embaraz discapac disabil invalidit gezondheid ziekt zieken zwangerschap zdrow chorob ciaz niepelnospraw doenc
      deficienci sjukdom funktionsneds`,
    phrases: 'blood_type blood_pressure blood_sugar mental_state mental_condition special_needs body_weight',
    anywhere: '健康 病気 疾患 妊娠 障害者 医療',
  },
  religion: {
    words: `islam islamic islamist jew jews jewish faith faiths bible koran quran mosque mosques kosher halal hindu hindus
      hinduism sikh sikhs sikhism priest prayer prayers kirche kirchen kerk kerken kyrka kyrkan moschee moskee chiesa
      eglise iglesia igreja kosciol zyd zydzi judio judia judios judias juif juifs juive juives ebreo ebrea ebrei judeu
      judeus judisk glaube glauben wiara agnosticism`,
    stems: `relig church synagog muslim moslem musulman muzulman muculman christian chretien cristian catholi katholi catolic
      cattolic katoli protestant evangelic evangelisch judai buddhis atheis baptis mormon ramadan sharia kirchen
      konfession godsdienst geloofs zydow ebraic`,
    phrases: 'religious_belief holy_book jehovahs_witness place_of_worship',
    anywhere: '宗教 信仰 仏教 キリスト教 イスラム',
  },
  politics: {
    words: `vote votes voted voter voters voting election elections electoral electorate ballot ballots democrat democrats
      republican republicans socialist socialists communist communists partisan ideology activist activists parteien
      voto votos votante votantes voti vakbond vakbonden syndicat syndicats syndical syndicale sindicato sindicatos
      sindacato sindacati wyborca wyborcy valjare`,
    stems: `politi polityk wahler wahlverhalten wahlkreis stimmabgab gewerkschaft partei partymember partyaffiliat partijlid
      electeur elector elettor eleitor kiezer stemgedrag fackforening`,
    phrases: `party_member party_affiliat party_preferenc party_support party_donor party_registr party_vot trade_union
      labor_union labour_union union_member left_wing right_wing far_left far_right zwiazek_zawodow`,
    anywhere: '政治 政党 選挙 投票 労働組合',
  },
  sexuality: {
    words: `sex sexes gay gays lesbian lesbians queer lgbt lgbtq lgbtqi lgbtqia lgbtiq schwul schwule lesbe lesben lesbisch
      lesbienne lesbiana`,
    stems: `sexu seksu sexo sesso sessual bisex heterosex homosex homosek homossex omosess transgender transsex transex porn
      erotic erotik fetish`,
    phrases: 'gender_identit gender_reassign',
    anywhere: '性的 同性愛 性愛',
  },
  ethnicity: {
    words: `race races racism caste castes raza razas raca racas razza razze rasse rassen gypsy gypsies hispanic hispanics
      latino latinos latina latinas caucasian caucasians aborigine refugee refugees asylum etnia etnias`,
    stems: `racial racis rassis ethni etni indigen aboriginal immigra hautfarb huidskleur hudfarg ancestr rasow`,
    phrases: `skin_colo skin_tone african_american native_american migration_background national_origin couleur_de_peau
      color_de_piel cor_da_pele colore_della_pelle`,
    anywhere: '民族 人種 肌の色',
  },
  children: {
    words: `kid kids baby babies minor minors teen teens pupil pupils infant infants kinder kindes kindern enfant
      enfants mineur mineurs mineure bebe bebes hijo hija hijos hijas nino nina ninos ninas figlio figlia figli figlie
      filho filha filhos filhas barnen barnet`,
    stems: `child teenage adolescen toddler juvenil underage schoolage schoolchild kindergart preschool daycare minderjahr
      minderjarig minderarig jugendlich saugling schuler kinderen zuigeling bambin minorenn crianca
      dzieck dzieci niepelnoletn nieletni omyndig barnfamilj infantil`,
    phrases:
      'school_age under_age under_eighteen age_of_majority menor_de_edad menores_de_edad menor_de_idade menores_de_idade',
    anywhere: '子供 子ども 未成年 児童',
  },
};

/** What is meant otherwise in this trade, joined by `_`; the last word may go on. */
export const harmless: readonly string[] = [
  ...['child_theme', 'child_page', 'child_site', 'child_folder', 'child_categor', 'child_element'],
  ...['minor_version', 'minor_release', 'minor_update', 'minor_upgrade', 'race_condition'],
];
