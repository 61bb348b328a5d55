//! What people send: each form is one deed of the case file, and leads back to the page of what it is about.

use crate::Desk;
use crate::error::Refusal;
use crate::log::log;
use crate::pages::rows::subject_href;
use crate::pages::{self, Page};
use crate::session::{Posted, Signed};
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path, State};
use axum::response::Redirect;
use colligate_casefile::{
    Body, Budget, CaseError, Check, DecisionKind, Explanations, HowToRead, ImportFile, KINDS, MatterSpec, NewDecision,
    NewMatter, NewUser, Policy, Role, Subject, UserChange, WantedProfile,
};
use colligate_register::{DateOrder, Day, Field, Profile, Silent};
use serde::Deserialize;
use std::collections::BTreeMap;

type Done = Result<Redirect, Refusal>;

fn invalid(text: &str) -> Refusal {
    Refusal::Case(CaseError::Invalid(text.to_owned()))
}

fn subject(text: &str) -> Result<Subject, Refusal> {
    Subject::from_text(text).ok_or_else(|| invalid("say which death or series"))
}

/// What comes with a register's file.
#[derive(Default)]
struct Upload {
    csrf: String,
    file: Option<ImportFile>,
    how: HowToRead,
}

impl Upload {
    async fn of(mut parts: Multipart) -> Result<Upload, Refusal> {
        let unreadable = |error: MultipartError| invalid(&error.to_string());
        let mut upload = Upload::default();
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            let field = part.name().unwrap_or_default().to_owned();
            if field == "file" {
                let name = part.file_name().unwrap_or("a file without a name").to_owned();
                let bytes = part.bytes().await.map_err(unreadable)?.to_vec();
                upload.file = Some(ImportFile { name, bytes }).filter(|file| !file.bytes.is_empty());
                continue;
            }
            let text = part.text().await.map_err(unreadable)?;
            let text = text.trim();
            match field.as_str() {
                "csrf" => upload.csrf = text.to_owned(),
                _ if text.is_empty() => {}
                "sheet" => upload.how.sheet = Some(text.to_owned()),
                "register" => upload.how.register = Some(text.to_owned()),
                "profile" => upload.how.profile = Some(WantedProfile::Named(text.to_owned())),
                "profile_file" => {
                    let profile = Profile::from_toml(text).map_err(|error| invalid(&error.to_string()))?;
                    upload.how.profile = Some(WantedProfile::Given(Box::new(profile)));
                }
                "dates" => upload.how.dates = Some(order(text)?),
                _ => {}
            }
        }
        Ok(upload)
    }
}

fn order(text: &str) -> Result<DateOrder, Refusal> {
    match text {
        "dmy" => Ok(DateOrder::DayFirst),
        "mdy" => Ok(DateOrder::MonthFirst),
        _ => Err(invalid("say whether the day or the month comes first")),
    }
}

/// A register's day, as a file.
pub(crate) async fn import(State(desk): State<Desk>, by: Signed, parts: Multipart) -> Page {
    let Upload { csrf, file, how } = Upload::of(parts).await?;
    if csrf != by.session.csrf {
        return Err(Refusal::Forged);
    }
    let file = file.ok_or_else(|| invalid("choose a file"))?;
    let name = file.name.clone();
    let imported = desk.store.import_as(by.actor(), file, how).await?;
    // Goes on though the browser may be gone; deaths are not left unlinked.
    let (store, actor, number) = (desk.store.clone(), by.actor().clone(), imported.number.unwrap_or(0));
    let linking = tokio::spawn(async move { store.link(&actor, number, Silent).await });
    linking.await.map_err(CaseError::from)??;
    pages::done::imported(&desk, &by, &name, &imported).await
}

#[derive(Deserialize)]
pub(crate) struct NewState {
    death: String,
    field: String,
    value: String,
    source: String,
}

/// A value by hand.
pub(crate) async fn state(State(desk): State<Desk>, posted: Posted<NewState>) -> Done {
    let NewState { death, field, value, source } = posted.form;
    let field = Field::named(&field).ok_or_else(|| invalid("choose a field of a death"))?;
    desk.store.state(posted.by.actor(), &death, field, &value, &source).await?;
    let (store, actor) = (desk.store.clone(), posted.by.actor().clone());
    tokio::spawn(async move {
        if let Err(error) = store.link(&actor, 0, Silent).await {
            log(format_args!("error: series could not be looked for: {error}"));
        }
    });
    Ok(Redirect::to(&subject_href(&Subject::Death(death))))
}

/// What a form for a matter brings: the fields of its kind next to those of every matter.
#[derive(Deserialize)]
pub(crate) struct MatterForm {
    #[serde(default)]
    subject: String,
    kind: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    owner: String,
    #[serde(default)]
    due: String,
    #[serde(default)]
    named: String,
    #[serde(flatten)]
    fields: BTreeMap<String, String>,
}

impl MatterForm {
    fn body(&self) -> Result<Body, Refusal> {
        let by_form = || KINDS.into_iter().filter(|kind| kind.by_form);
        let Some(kind) = by_form().find(|kind| kind.name == self.kind) else {
            let known: Vec<String> = by_form().map(MatterSpec::with_article).collect();
            return Err(invalid(&format!("say whether it is {}", known.join(", or "))));
        };
        Ok(Body::of(kind, self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())))?)
    }

    fn due(&self) -> Result<Option<Day>, Refusal> {
        match self.due.trim() {
            "" => Ok(None),
            day => day.parse().map(Some).map_err(|error: String| invalid(&error)),
        }
    }
}

/// Names with commas, semicolons or spaces between them.
fn names(text: &str) -> Vec<String> {
    text.split([',', ';', ' ']).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

pub(crate) async fn add_matter(State(desk): State<Desk>, posted: Posted<MatterForm>) -> Done {
    let form = posted.form;
    let subject = subject(&form.subject)?;
    let (body, due, named) = (form.body()?, form.due()?, names(&form.named));
    let new = NewMatter { subject: subject.clone(), body, owner: form.owner, due, named };
    desk.store.add_matter(posted.by.actor(), &new).await?;
    Ok(Redirect::to(&subject_href(&subject)))
}

pub(crate) async fn change_matter(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    posted: Posted<MatterForm>,
) -> Done {
    let form = posted.form;
    let version = form.version.parse().map_err(|_| invalid("say which version you have seen"))?;
    let (body, due) = (form.body()?, form.due()?);
    desk.store.change_matter(posted.by.actor(), &id, version, body, &form.owner, due).await?;
    Ok(Redirect::to(&format!("/matters/{}", crate::figures::encoded(&id))))
}

#[derive(Deserialize)]
pub(crate) struct Template {
    subject: String,
    #[serde(default)]
    owner: String,
}

pub(crate) async fn template(State(desk): State<Desk>, posted: Posted<Template>) -> Done {
    let subject = subject(&posted.form.subject)?;
    desk.store.add_template(posted.by.actor(), &subject, &posted.form.owner).await?;
    Ok(Redirect::to(&subject_href(&subject)))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct DecisionForm {
    subject: String,
    about: String,
    value: String,
    reason: String,
    policy: String,
    supersedes: String,
    supply: String,
    institution: String,
    place: String,
    coincidence: String,
}

pub(crate) async fn decide(State(desk): State<Desk>, posted: Posted<DecisionForm>) -> Done {
    let form = posted.form;
    let about = DecisionKind::named(&form.about).ok_or_else(|| invalid("say what is decided on"))?;
    let explanations = (about == DecisionKind::Link).then_some(Explanations {
        supply: form.supply,
        institution: form.institution,
        place: form.place,
        coincidence: form.coincidence,
    });
    let new = NewDecision {
        subject: subject(&form.subject)?,
        about,
        value: form.value,
        reason: form.reason,
        explanations,
        policy: form.policy,
        supersedes: Some(form.supersedes).filter(|id| !id.is_empty()),
    };
    desk.store.decide(posted.by.actor(), &new).await?;
    Ok(Redirect::to(&subject_href(&new.subject)))
}

#[derive(Deserialize)]
pub(crate) struct Signature {
    #[serde(default)]
    remark: String,
}

pub(crate) async fn sign(State(desk): State<Desk>, Path(id): Path<String>, posted: Posted<Signature>) -> Done {
    desk.store.sign_off(posted.by.actor(), &id, &posted.form.remark).await?;
    Ok(Redirect::to(&format!("/matters/{}", crate::figures::encoded(&id))))
}

#[derive(Deserialize)]
pub(crate) struct Restriction {
    death: String,
    #[serde(default)]
    users: String,
    why: String,
}

pub(crate) async fn restrict(State(desk): State<Desk>, posted: Posted<Restriction>) -> Done {
    let Restriction { death, users, why } = posted.form;
    desk.store.restrict(posted.by.actor(), &death, &names(&users), &why).await?;
    Ok(Redirect::to("/office"))
}

#[derive(Deserialize)]
pub(crate) struct Lifting {
    death: String,
    why: String,
}

/// Opens a restricted death to all again: an act of its own, so that an empty field never does it.
pub(crate) async fn lift_restriction(State(desk): State<Desk>, posted: Posted<Lifting>) -> Done {
    let Lifting { death, why } = posted.form;
    desk.store.lift_restriction(posted.by.actor(), &death, &why).await?;
    Ok(Redirect::to("/office"))
}

#[derive(Deserialize)]
pub(crate) struct StepBack {
    entry: String,
    why: String,
}

/// Why the machine's clock was put back.
pub(crate) async fn explain_step(State(desk): State<Desk>, posted: Posted<StepBack>) -> Done {
    let StepBack { entry, why } = posted.form;
    let entry = entry.trim().parse().map_err(|_| invalid("say which entry of the audit trail"))?;
    desk.store.explain_backward_step(posted.by.actor(), entry, &why).await?;
    Ok(Redirect::to("/audit"))
}

#[derive(Deserialize)]
pub(crate) struct Erasure {
    death: String,
    again: String,
    why: String,
}

/// Takes a death off the record; its number is asked for twice, for nothing brings it back.
pub(crate) async fn erase(State(desk): State<Desk>, posted: Posted<Erasure>) -> Page {
    let Erasure { death, again, why } = posted.form;
    if death != again {
        return Err(invalid("the two case numbers are not the same: nothing was erased"));
    }
    let erased = desk.store.erase(posted.by.actor(), &death, &why).await?;
    pages::done::erased(&desk, &posted.by, &death, &erased)
}

#[derive(Deserialize)]
pub(crate) struct NewBudget {
    a_month: String,
}

pub(crate) async fn budget(State(desk): State<Desk>, posted: Posted<NewBudget>) -> Done {
    let a_month = posted.form.a_month.parse().map_err(|_| invalid("a budget is a number of alerts a month"))?;
    desk.store.set_budget(posted.by.actor(), Budget { a_month }).await?;
    Ok(Redirect::to("/office"))
}

#[derive(Deserialize)]
pub(crate) struct ChangeForm {
    name: String,
    role: String,
    #[serde(default)]
    team: String,
    account: String,
}

pub(crate) async fn change_user(State(desk): State<Desk>, posted: Posted<ChangeForm>) -> Done {
    let ChangeForm { name, role, team, account } = posted.form;
    let role = Role::named(&role).ok_or_else(|| invalid("choose a role"))?;
    if !["open", "closed"].contains(&account.as_str()) {
        return Err(invalid("say whether the account is open or closed"));
    }
    let change = UserChange { role: Some(role), team: Some(team), disabled: Some(account == "closed") };
    desk.store.change_user(posted.by.actor(), &name, &change).await?;
    Ok(Redirect::to("/office"))
}

#[derive(Deserialize)]
pub(crate) struct PasswordForm {
    name: String,
    password: String,
}

pub(crate) async fn set_password(State(desk): State<Desk>, posted: Posted<PasswordForm>) -> Done {
    desk.store.set_password(posted.by.actor(), &posted.form.name, &posted.form.password).await?;
    Ok(Redirect::to("/office"))
}

#[derive(Deserialize)]
pub(crate) struct PolicyForm {
    version: String,
    checks: String,
    lead_days: String,
    concern_days: String,
    sign_off_days: String,
}

impl PolicyForm {
    fn policy(&self) -> Result<Policy, Refusal> {
        let days = |text: &str| text.trim().parse().map_err(|_| invalid(&format!("{text:?} is no number of days")));
        let mut checks = Vec::new();
        for line in self.checks.lines().filter(|line| !line.trim().is_empty()) {
            let (before, question) = line.split_once(':').ok_or_else(|| {
                invalid(&format!("{line:?}: write the days in which it is due, a colon, and what is asked"))
            })?;
            checks.push(Check { question: question.trim().to_owned(), days: days(before)? });
        }
        Ok(Policy {
            version: self.version.parse().map_err(|_| invalid("say which version you have seen"))?,
            since: None,
            checks,
            concern_days: days(&self.concern_days)?,
            lead_days: days(&self.lead_days)?,
            sign_off_days: days(&self.sign_off_days)?,
        })
    }
}

pub(crate) async fn policy(State(desk): State<Desk>, posted: Posted<PolicyForm>) -> Done {
    desk.store.set_policy(posted.by.actor(), posted.form.policy()?).await?;
    Ok(Redirect::to("/office"))
}

#[derive(Deserialize)]
pub(crate) struct UserForm {
    name: String,
    #[serde(default)]
    full_name: String,
    role: String,
    #[serde(default)]
    team: String,
    password: String,
}

pub(crate) async fn add_user(State(desk): State<Desk>, posted: Posted<UserForm>) -> Done {
    let form = &posted.form;
    let role = Role::named(&form.role).ok_or_else(|| invalid("choose a role"))?;
    let full_name = if form.full_name.is_empty() { &form.name } else { &form.full_name };
    let user = NewUser { name: &form.name, full_name, role, team: &form.team, password: &form.password };
    desk.store.add_user(posted.by.actor(), &user).await?;
    Ok(Redirect::to("/office"))
}
