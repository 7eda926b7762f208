//! Nations and kinds of council, as the list names them.
use serde::{Deserialize, Serialize};

macro_rules! labelled {
    ($(#[$about:meta])* $name:ident, $count:literal { $($(#[$doc:meta])* $variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: [Self; $count] = [$(Self::$variant),+];
            /// All words for them, as the list writes them.
            pub const LABELS: [&'static str; $count] = [$($label),+];

            /// The code under which it is stored.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The words for it, as the list writes them.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The one of that stored code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.code() == code)
            }

            /// The one that the list means, whatever the capitals.
            pub fn from_label(label: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.label().eq_ignore_ascii_case(label.trim()))
            }
        }
    };
}

labelled! {
    /// A nation of the United Kingdom.
    Nation, 4 {
        /// England.
        England = "ENGLAND", "England";
        /// Northern Ireland.
        NorthernIreland = "NORTHERN_IRELAND", "Northern Ireland";
        /// Scotland.
        Scotland = "SCOTLAND", "Scotland";
        /// Wales.
        Wales = "WALES", "Wales";
    }
}

labelled! {
    /// A kind of council.
    CouncilType, 11 {
        /// The lower of two tiers in a county of England.
        NonMetropolitanDistrict = "NON_METROPOLITAN_DISTRICT", "Non-metropolitan district";
        /// One tier for everything, in England.
        UnitaryAuthority = "UNITARY_AUTHORITY", "Unitary authority";
        /// The upper of two tiers in England.
        County = "COUNTY", "County";
        /// A district of a large conurbation of England.
        MetropolitanDistrict = "METROPOLITAN_DISTRICT", "Metropolitan district";
        /// A borough of London.
        LondonBorough = "LONDON_BOROUGH", "London borough";
        /// The City of London.
        CityCorporation = "CITY_CORPORATION", "City corporation";
        /// The Greater London Authority.
        StrategicRegionalAuthority = "STRATEGIC_REGIONAL_AUTHORITY", "Strategic Regional Authority";
        /// Several councils of England together, mostly under a mayor.
        CombinedAuthority = "COMBINED_AUTHORITY", "Combined authority";
        /// A council of Scotland.
        ScottishUnitaryAuthority = "SCOTTISH_UNITARY_AUTHORITY", "Scottish unitary authority";
        /// A council of Wales.
        WelshUnitaryAuthority = "WELSH_UNITARY_AUTHORITY", "Welsh unitary authority";
        /// A council of Northern Ireland.
        NorthernIrishDistrict = "NORTHERN_IRISH_DISTRICT", "NI district";
    }
}
