import type { ImportedParty, PartyId } from './imported-file';
import { all, find, textAt, type XmlElement } from './xml';

function idOf(element: XmlElement | null): readonly PartyId[] {
  return element === null || element.text === ''
    ? []
    : [{ scheme: element.attributes['schemeID'] ?? null, id: element.text }];
}

const ADDRESS_PARTS = ['StreetName', 'AdditionalStreetName', 'PostalZone', 'CityName'] as const;

function addressOf(party: XmlElement): string | null {
  const address = find(party, 'PostalAddress');
  const parts = ADDRESS_PARTS.flatMap((name) => textAt(address, name) ?? []);
  return parts.length === 0 ? null : parts.join(', ');
}

/** Reads a UBL `Party`: its legal name before its trading name, and every number it is known by, the legal one first. */
export function readParty(party: XmlElement): ImportedParty {
  const legal = find(party, 'PartyLegalEntity', 'CompanyID');
  const ids = [
    ...idOf(legal),
    ...all(party, 'PartyIdentification').flatMap((identification) => idOf(find(identification, 'ID'))),
    ...all(party, 'PartyTaxScheme').flatMap((scheme) => idOf(find(scheme, 'CompanyID'))),
    ...idOf(find(party, 'EndpointID')),
  ];
  return {
    name: textAt(party, 'PartyLegalEntity', 'RegistrationName') ?? textAt(party, 'PartyName', 'Name'),
    legalId: legal === null || legal.text === '' ? null : legal.text,
    ids,
    address: addressOf(party),
    countryCode: textAt(party, 'PostalAddress', 'Country', 'IdentificationCode'),
    phone: textAt(party, 'Contact', 'Telephone'),
    email: textAt(party, 'Contact', 'ElectronicMail'),
  };
}
