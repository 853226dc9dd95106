//! What a provider tells of somebody in a second, signed answer: FranceConnect who she is to the civil registers, ProConnect for
//! which establishment she works. **Never here**: how one comes there and back, or what is made of it.

use super::{OpenId, client, signature};
use app::web::provider::Trouble;
use axum::http::Request;
use axum::http::header::{ACCEPT, AUTHORIZATION};
use civic::civil::{BirthDate, Civil};
use civic::identity::Way;
use openidconnect::core::{
    CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, AdditionalClaims, IdToken, IdTokenClaims, Nonce, SubjectIdentifier,
    UserInfoClaims, UserInfoError, UserInfoResponseType,
};
use serde::{Deserialize, Serialize};
use std::str::FromStr as _;

impl OpenId {
    /// Who somebody is to the civil registers, as FranceConnect says in a signed answer of its own: the library reads such
    /// answers with RS256 alone, and FranceConnect signs with ES256, so it is read as what it is signed like, an identity token.
    pub(super) async fn who_she_is(
        &self,
        access: AccessToken,
        subject: &str,
    ) -> Result<Option<Civil>, Trouble> {
        let metadata = self.metadata().await?;
        let address = metadata.userinfo_endpoint().ok_or(Trouble::Wrong)?;
        let request = Request::builder()
            .uri(address.url().as_str())
            .header(ACCEPT, "application/jwt")
            .header(AUTHORIZATION, format!("Bearer {}", access.secret()))
            .body(Vec::new())
            .map_err(|_| Trouble::Wrong)?;
        let answer = self.fetch(request).await.map_err(|_| Trouble::Away)?;
        if !answer.status().is_success() {
            return Err(Trouble::Wrong);
        }
        let text = String::from_utf8(answer.into_body()).map_err(|_| Trouble::Wrong)?;
        let told = Told::from_str(text.trim()).map_err(|_| Trouble::Wrong)?;
        let client = client(&self.client, &metadata)?;
        let verifier = client
            .id_token_verifier()
            .set_allowed_algs([signature(Way::FranceConnect)]);
        // it answers no journey of its own: the access token that it was asked with does
        let claims = told.claims(&verifier, |_: Option<&Nonce>| Ok(()));
        let claims = claims.map_err(|_| Trouble::Wrong)?;
        if claims.subject().as_str() != subject {
            return Err(Trouble::Wrong);
        }
        Ok(civil(claims))
    }

    /// Whether somebody works for the commune, as ProConnect says in a signed answer of its own.
    pub(super) async fn works_here(
        &self,
        access: AccessToken,
        subject: &str,
    ) -> Result<(), Trouble> {
        let metadata = self.metadata().await?;
        let client = client(&self.client, &metadata)?;
        let subject = SubjectIdentifier::new(subject.to_owned());
        let request = client
            .user_info(access, Some(subject))
            .map_err(|_| Trouble::Wrong)?
            .set_response_type(UserInfoResponseType::Jwt)
            .require_signed_response(true);
        let told: UserInfoClaims<Works, CoreGenderClaim> = request
            .request_async(self)
            .await
            .map_err(|error| match error {
                UserInfoError::Request(_) => Trouble::Away,
                _ => Trouble::Wrong,
            })?;
        let siret = &told.additional_claims().siret;
        if works_at(siret, &self.client.establishments) {
            Ok(())
        } else {
            Err(Trouble::Stranger)
        }
    }
}

/// What FranceConnect says of a birth beside its date.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Pivot {
    /// Code of the commune (INSEE); empty for who was born abroad.
    #[serde(default)]
    birthplace: Option<String>,
    /// Code of the country (INSEE).
    #[serde(default)]
    birthcountry: Option<String>,
}

impl AdditionalClaims for Pivot {}

/// An answer about who somebody is.
type Told =
    IdToken<Pivot, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

/// What a commune may ask of FranceConnect: what makes up who somebody is to the civil registers.
pub const PIVOT: [&str; 5] = [
    "given_name",
    "family_name",
    "birthdate",
    "birthplace",
    "birthcountry",
];

/// Who it says that somebody is; nothing where a name or the date is missing.
fn civil(claims: &IdTokenClaims<Pivot, CoreGenderClaim>) -> Option<Civil> {
    let birth_name = claims.family_name()?.get(None)?.to_string();
    let given_names = claims.given_name()?.get(None)?.to_string();
    let born = BirthDate::parse(claims.birthdate()?.as_str())?;
    let pivot = claims.additional_claims();
    let said = [&pivot.birthplace, &pivot.birthcountry];
    let mut said = said.into_iter().flatten().filter(|code| !code.is_empty());
    let place = said.next().cloned().unwrap_or_default();
    (!birth_name.trim().is_empty()).then_some(Civil {
        birth_name,
        given_names,
        born,
        place,
    })
}

/// The claim for which establishment somebody works, and the scope that asks for it.
pub(super) const SIRET: &str = "siret";

/// What ProConnect says beside who somebody is.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Works {
    #[serde(default)]
    siret: String,
}

impl AdditionalClaims for Works {}

/// Whether an establishment is one of these: the same, or one of a company's that is given by its nine digits.
fn works_at(siret: &str, establishments: &[String]) -> bool {
    let whole = siret.len() == 14 && siret.bytes().all(|b| b.is_ascii_digit());
    let mut ours = establishments.iter();
    whole && ours.any(|own| siret == own || (own.len() == 9 && siret.starts_with(own.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_communes_own_establishments_count() {
        let ours = ["21560007300012".to_owned(), "265600124".to_owned()];
        for (siret, works) in [
            ("21560007300012", true),
            ("26560012400017", true),
            ("21560007300020", false),
            ("2656001240001", false),
            ("265600124", false),
            ("", false),
            ("21560007300012 ", false),
        ] {
            assert_eq!(works_at(siret, &ours), works, "{siret}");
        }
        assert!(!works_at("21560007300012", &[]));
    }
}
