//! Why something is not accepted: a reason that never changes its name, and the place.
//!
//! The names are part of what `tiker verify --json` promises; the sentences for people are
//! elsewhere. Nothing here decides anything.

use crate::json::push_string;
use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal,)*) => {
        /// A reason to refuse.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[doc = $doc])* $variant,)* }

        impl Code {
            /// Every reason, in the order of the checks.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name that programs may rely on.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

codes! {
    /// The file cannot be read.
    ArchiveUnreadable = "archive-unreadable",
    /// The first record is not that of an archive.
    ArchiveStart = "archive-start",
    /// The archive has a version that is not known here.
    ArchiveVersion = "archive-version",
    /// A record's header is not the one that its name, size and time give.
    ArchiveHeader = "archive-header",
    /// The file ends inside a record.
    ArchiveTruncated = "archive-truncated",
    /// Something other than zeros fills a record's last block.
    ArchivePadding = "archive-padding",
    /// The zero blocks of an ordinary tar end the file.
    ArchiveEndMarker = "archive-end-marker",
    /// A record's name is not a hash with a known ending.
    RecordName = "record-name",
    /// A record is larger than anything of its kind may be.
    RecordTooLarge = "record-too-large",
    /// A record's name is not the hash of its content.
    RecordHash = "record-hash",
    /// A record belongs to no event.
    RecordUnreferenced = "record-unreferenced",
    /// An event names a record that is not before it.
    RecordMissing = "record-missing",
    /// An event does not follow the one before it.
    EventParent = "event-parent",
    /// An event's number is not the next one.
    EventHeight = "event-height",
    /// An event of an unknown kind.
    EventUnknown = "event-unknown",
    /// An event has a content where there is none, or none where there is one.
    EventPayload = "event-payload",
    /// The archive does not contain what was published of it before.
    HeadMissing = "head-missing",
    /// The first event is not the setup.
    SetupMissing = "setup-missing",
    /// There is a second setup.
    SetupTwice = "setup-twice",
    /// A ballot after the end of the vote.
    BallotAfterEnd = "ballot-after-end",
    /// The vote is ended twice.
    EndTwice = "end-twice",
    /// The votes are added up although the vote was not ended.
    EndMissing = "end-missing",
    /// The votes are added up twice.
    TallyTwice = "tally-twice",
    /// A decryption or a result without the sum of the votes.
    TallyMissing = "tally-missing",
    /// Shuffles, in an election that has nothing to shuffle.
    ShuffleUnexpected = "shuffle-unexpected",
    /// An event after the result.
    AfterResult = "after-result",
    /// A second result.
    ResultTwice = "result-twice",

    /// Not the one way to write this.
    JsonForm = "json-form",
    /// A space or line break where there is none.
    JsonSpace = "json-space",
    /// A known field in another place.
    JsonFieldOrder = "json-field-order",
    /// A field that does not exist.
    JsonUnknownField = "json-unknown-field",
    /// Text after the end.
    JsonTrailing = "json-trailing",
    /// Bytes that are no text.
    JsonText = "json-text",
    /// A number that begins with a zero.
    NumberLeadingZero = "number-leading-zero",
    /// A number that is not made of decimal digits.
    NumberForm = "number-form",
    /// A number beyond its modulus or its limit.
    NumberTooLarge = "number-too-large",
    /// A number that is not in the group.
    NotInGroup = "not-in-group",

    /// A version of the protocol that is not known here.
    VersionUnsupported = "version-unsupported",
    /// A group that is not known here.
    GroupUnsupported = "group-unsupported",
    /// A question that only a shuffle of the ballots can answer.
    QuestionNeedsMixnet = "question-needs-mixnet",
    /// A kind of question that is not known here.
    QuestionUnsupported = "question-unsupported",
    /// A question whose least and greatest number of choices make no sense.
    QuestionRange = "question-range",
    /// The election's identifier is no identifier.
    ElectionUuid = "election-uuid",
    /// The election's key is not the product of the trustees' keys.
    ElectionKey = "election-key",
    /// There is no trustee.
    TrusteeNone = "trustee-none",
    /// There are more trustees than any vote has.
    TrusteeMany = "trustee-many",
    /// The same key is there as two trustees.
    TrusteeDuplicate = "trustee-duplicate",
    /// A key that is the number one: its secret is known to all, and it hides nothing.
    KeyTrivial = "key-trivial",
    /// A trustee did not prove to know her key.
    TrusteeProof = "trustee-proof",
    /// A threshold or a list of trustees' data makes no sense.
    TrusteeThreshold = "trustee-threshold",
    /// A trustee's certificate is not signed, or is for another ceremony.
    TrusteeCertificate = "trustee-certificate",
    /// A trustee's commitments are not signed.
    TrusteeCommitment = "trustee-commitment",
    /// A trustee's public key is not the one that the commitments give.
    TrusteeVerificationKey = "trustee-verification-key",
    /// A trustee's signature of the ceremony's result is wrong.
    TrusteeSignature = "trustee-signature",
    /// The same voting right is there twice.
    CredentialDuplicate = "credential-duplicate",
    /// Voting rights are not sorted: their order could tell whose they are.
    CredentialOrder = "credential-order",
    /// A weight that is zero or too large.
    CredentialWeight = "credential-weight",

    /// The ballot is for another election.
    BallotElection = "ballot-election",
    /// The ballot is for another version of this election.
    BallotElectionHash = "ballot-election-hash",
    /// The ballot's credential is not in the list.
    BallotCredential = "ballot-credential",
    /// The very same ballot is there before.
    BallotDuplicate = "ballot-duplicate",
    /// The ballot has an answer too many or too few.
    BallotAnswers = "ballot-answers",
    /// An answer has a choice too many or too few.
    BallotChoices = "ballot-choices",
    /// The election is not sealed with the key of this ceremony.
    KeyDiffers = "key-differs",
    /// A ballot that was opened to check a device hides something else than was said.
    BallotOpening = "ballot-opening",
    /// The ballot says another hash of itself.
    BallotHash = "ballot-hash",
    /// The ballot is not signed by its credential.
    BallotSignature = "ballot-signature",
    /// A choice is not proven to be yes or no.
    BallotChoiceProof = "ballot-choice-proof",
    /// The number of choices is not proven to be allowed.
    BallotOverallProof = "ballot-overall-proof",
    /// A blank vote is not proven to be blank.
    BallotBlankProof = "ballot-blank-proof",

    /// The sum of the votes is not the sum of the ballots.
    TallyDiffers = "tally-differs",
    /// The number of voters or of votes is not the ballots'.
    TallyCount = "tally-count",
    /// A decryption by nobody in the list.
    DecryptionOwner = "decryption-owner",
    /// A trustee's second decryption.
    DecryptionTwice = "decryption-twice",
    /// A decryption has not the shape of the votes.
    DecryptionShape = "decryption-shape",
    /// A decryption is not proven.
    DecryptionProof = "decryption-proof",
    /// A result without enough decryptions.
    DecryptionMissing = "decryption-missing",
    /// A result that has not the shape of the votes.
    ResultShape = "result-shape",
    /// A result that is not what the votes contain.
    ResultDiffers = "result-differs",

    /// A credential that was not typed right.
    CredentialForm = "credential-form",
    /// Choices that the question does not allow.
    ChoicesNotAllowed = "choices-not-allowed",
    /// A message between trustees that cannot be opened or trusted.
    CeremonyMessage = "ceremony-message",
    /// What stands in a trustee's own name is not hers: somebody replaced it.
    CeremonySubstituted = "ceremony-substituted",
}

/// What a reason means for whoever holds the file, and so what to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is some other file.
    NoArchive,
    /// Bytes are not as they were written: most often it came through badly.
    Damaged,
    /// It is of a kind that is not checked here.
    Unsupported,
    /// It is not the archive that the head was published of, or the head was copied wrong.
    Head,
    /// What is written is not right.
    Wrong,
}

impl Fault {
    /// The name that programs may rely on.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoArchive => "no-archive",
            Self::Damaged => "damaged",
            Self::Unsupported => "unsupported",
            Self::Head => "head",
            Self::Wrong => "wrong",
        }
    }
}

impl Code {
    /// What it means for whoever holds the file.
    pub const fn fault(self) -> Fault {
        match self {
            Self::ArchiveStart => Fault::NoArchive,
            Self::ArchiveUnreadable
            | Self::ArchiveHeader
            | Self::ArchiveTruncated
            | Self::ArchivePadding
            | Self::ArchiveEndMarker
            | Self::RecordName
            | Self::RecordTooLarge
            | Self::RecordHash => Fault::Damaged,
            Self::ArchiveVersion
            | Self::VersionUnsupported
            | Self::GroupUnsupported
            | Self::QuestionNeedsMixnet
            | Self::QuestionUnsupported => Fault::Unsupported,
            Self::HeadMissing => Fault::Head,
            _ => Fault::Wrong,
        }
    }
}

/// Where it is. What is not known stays empty; numbers shown to people begin at one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// First byte of the record in the archive.
    pub offset: Option<u64>,
    /// The event's number, from zero as in the archive.
    pub event: Option<u64>,
    /// The ballot's tracker.
    pub ballot: Option<String>,
    /// The published head.
    pub head: Option<String>,
    /// The question, from zero.
    pub question: Option<usize>,
    /// The choice in the question, from zero.
    pub choice: Option<usize>,
    /// The trustee, from one as in the archive.
    pub trustee: Option<usize>,
    /// The credential in the list, from zero.
    pub credential: Option<usize>,
    /// The byte in the text.
    pub byte: Option<usize>,
}

impl Place {
    /// The numbers that are known, by their names.
    fn numbers(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let wide = |number: Option<usize>| number.map(|number| number as u64);
        [
            ("offset", self.offset),
            ("event", self.event),
            ("question", wide(self.question)),
            ("choice", wide(self.choice)),
            ("trustee", wide(self.trustee)),
            ("credential", wide(self.credential)),
            ("byte", wide(self.byte)),
        ]
        .into_iter()
        .filter_map(|(name, number)| Some((name, number?)))
    }

    /// The texts that are known, by their names.
    fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [("ballot", &self.ballot), ("head", &self.head)]
            .into_iter()
            .filter_map(|(name, text)| Some((name, text.as_deref()?)))
    }
}

/// A reason and a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: Code,
    /// Boxed, since it is large and there seldom.
    pub place: Box<Place>,
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self {
            code,
            place: Box::default(),
        }
    }
}

macro_rules! placed {
    ($($name:ident: $type:ty),*) => {
        impl Refusal {
            $(#[doc = concat!("Adds the ", stringify!($name), " where it is not known yet.")]
            #[must_use]
            pub fn $name(mut self, $name: $type) -> Self {
                self.place.$name.get_or_insert($name);
                self
            })*
        }
    };
}

placed!(
    offset: u64,
    event: u64,
    ballot: String,
    head: String,
    question: usize,
    choice: usize,
    trustee: usize,
    credential: usize,
    byte: usize
);

impl Refusal {
    /// The refusal as one JSON object, with its sentence for people if there is one.
    pub fn json(&self, sentence: Option<&str>) -> String {
        let (code, fault) = (self.code.name(), self.code.fault().name());
        let mut out = format!("{{\"ok\":false,\"code\":\"{code}\",\"fault\":\"{fault}\"");
        out.push_str(",\"place\":{");
        let mut comma = "";
        for (name, number) in self.place.numbers() {
            out.push_str(&format!("{comma}\"{name}\":{number}"));
            comma = ",";
        }
        for (name, text) in self.place.texts() {
            out.push_str(&format!("{comma}\"{name}\":"));
            push_string(&mut out, text);
            comma = ",";
        }
        out.push('}');
        if let Some(sentence) = sentence {
            out.push_str(",\"sentence\":");
            push_string(&mut out, sentence);
        }
        out.push('}');
        out
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code.name())?;
        for (name, number) in self.place.numbers() {
            write!(f, " {name}={number}")?;
        }
        for (name, text) in self.place.texts() {
            write!(f, " {name}={text}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_reason_has_a_name_of_its_own() {
        let names: HashSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        assert!(
            names
                .iter()
                .all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
        );
    }

    #[test]
    fn the_first_place_stays() {
        let refusal = Refusal::from(Code::NotInGroup)
            .question(1)
            .question(2)
            .choice(3);
        assert_eq!(refusal.to_string(), "not-in-group question=1 choice=3");
        assert_eq!(
            refusal.ballot("a".into()).json(Some("Dit « \"non\" ».")),
            "{\"ok\":false,\"code\":\"not-in-group\",\"fault\":\"wrong\",\"place\":{\"question\":1,\"choice\":3,\"ballot\":\"a\"},\
             \"sentence\":\"Dit « \\\"non\\\" ».\"}"
        );
        assert_eq!(
            Refusal::from(Code::HeadMissing).json(None),
            "{\"ok\":false,\"code\":\"head-missing\",\"fault\":\"head\",\"place\":{}}"
        );
    }
}
