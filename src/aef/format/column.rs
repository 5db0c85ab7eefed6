//! The columns by name: the label a person reads and the technical name of the nomenclature. A head may be either.
//! Several tables share a column; its label and its technical name are the same in all of them.
//! Must not know: which table a column is in, and what stands in it.

use crate::aef::layout::plain;
use std::{collections::HashMap, sync::LazyLock};

/// Declares the columns: name, label, technical name.
macro_rules! fields {
    ($($name:ident $label:literal $technical:literal;)*) => {
        /// A column of the agreed electronic format.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum Field { $($name),* }

        impl Field {
            /// The label in the head of the table.
            pub fn label(self) -> &'static str {
                match self { $(Self::$name => $label),* }
            }

            /// Every column.
            const EVERY: &[Self] = &[$(Self::$name),*];

            /// The technical name in the common nomenclature.
            pub fn technical(self) -> &'static str {
                match self { $(Self::$name => $technical),* }
            }
        }
    };
}

fields! {
    Party "Party" "ParticipatingParty";
    SubmissionVersion "Version" "SubmissionVersion";
    ReportedYear "Reported year" "ReportedYear";
    SubmissionDate "Date of submission" "DateOfSubmission";
    ReviewStatus "Review status of the initial report" "ReviewStatusOfInitialReport";
    SubmissionCheck "Result of the consistency check of this AEF submission" "ResultOfConsistencyCheck";
    NdcFirstYear "First year of the NDC implementation period" "FirstYearOfNDCPeriod";
    NdcLastYear "Last year of the NDC implementation period" "LastYearOfNDCPeriod";
    ReviewReport "Reference to the Article 6 technical expert review report of the initial report" "ReferenceToTerReport";
    Authorization "Authorization ID" "AuthorizationID";
    AuthorizationDate "Date of authorization" "DateOfAuthorization";
    Approach "Cooperative approach ID" "CooperativeApproachID";
    AuthorizationVersion "Version of the authorization" "AuthorizationVersion";
    AuthorizedQuantity "Authorized quantity" "AuthorizedQuantity";
    Metric "Metric" "Metric";
    Gwp "Applicable GWP value(s)" "GWPValues";
    NonGhgMetric "Applicable non-GHG metric" "Non-GHGMetric";
    Sectors "Sector(s)" "Sectors";
    ActivityType "Activity type(s)" "ActivityType";
    Purpose "Purposes for authorization" "PurposeForAuthorization";
    AuthorizedParties "Authorized Party(ies) ID" "AuthorizedPartyIDs";
    AuthorizedEntities "Authorized entity(ies) ID" "AuthorizedEntityIDs";
    OimpAuthorized "OIMP authorized by the Party" "OIMPAuthorized";
    Timeframe "Authorized timeframe" "AuthorizedTimeframe";
    Terms "Authorization terms and conditions" "AuthorizationT&Cs";
    Documentation "Authorization documentation" "AuthorizationDocumentation";
    FirstTransferDefinition "First transfer definition for OIMP" "FirstTransferDefnForOIMP";
    MoreInformation "Additional explanatory information" "AdditionalExplanatoryInformation";
    ActionDate "Action date" "ActionDateTime";
    ActionType "Action type" "ActionType";
    ActionSubtype "Action subtype" "ActionSubtype";
    FirstTransferringParty "First transferring participating Party ID" "FirstTransferringPartyID";
    Registry "Party ITMO registry ID" "PartyITMORegistryID";
    FirstId "First ID" "FirstID";
    LastId "Last ID" "LastID";
    UnderlyingRegistry "Underlying unit registry ID" "UnderlyingUnitRegistryID";
    UnderlyingFirst "First unit ID" "UnderlyingUnitFirstUnitID";
    UnderlyingLast "Last unit ID" "UnderlyingUnitLastUnitID";
    Tonnes "Quantity (t CO2 eq)" "QuantityCO2";
    NonGhgQuantity "Quantity (in non-GHG metric)" "QuantityNon-GHG";
    MitigationType "Mitigation type" "MitigationType";
    Vintage "Vintage" "Vintage";
    TransferringParty "Transferring participating Party ID" "TransferringPartyID";
    AcquiringParty "Acquiring participating Party ID" "AcquiringPartyID";
    OimpPurpose "Purpose for which the ITMO has been used towards or cancelled for OIMP" "PurposeITMOUsedForOIMP";
    UsingParty "Using/cancelling participating Party ID" "Using/cancellingPartyID";
    UsingEntity "Using/cancelling authorized entity ID" "Using/cancellingEntityID";
    NdcYear "Calendar year for which the ITMOs are used towards the Party's NDC" "YearITMOUsedTowardsNDC";
    ActionCheck "Result of the consistency checks" "ResultOfConsistencyChecks";
    EntityDate "Date of the authorization" "DateOfTheAuthorization";
    EntityName "Name" "Name";
    EntityCountry "Country of incorporation" "CountryOfIncorporation";
    EntityNumber "Identification number" "IdentificationNumber";
    EntityConditions "Conditions" "Conditions";
    EntityChanges "Change and revocation conditions" "ChangeAndRevocationConditions";
}

/// The columns by every name they have, as it is compared.
static BY_NAME: LazyLock<HashMap<String, Vec<Field>>> = LazyLock::new(|| {
    let mut known: HashMap<String, Vec<Field>> = HashMap::new();
    for field in Field::EVERY {
        for name in [plain(field.label()), plain(field.technical())] {
            let fields = known.entry(name).or_default();
            if !fields.contains(field) {
                fields.push(*field);
            }
        }
    }
    known
});

/// No name of a column is longer.
const LONGEST: usize = 200;

impl Field {
    /// The columns that a head names, by label or technical name; capitals, spaces and punctuation do not count.
    pub fn named(head: &str) -> Vec<Self> {
        if head.len() > LONGEST {
            return Vec::new();
        }
        BY_NAME.get(&plain(head)).cloned().unwrap_or_default()
    }

    /// Whether a head names it.
    pub fn is_named(self, head: &str) -> bool {
        Self::named(head).contains(&self)
    }
}
