//! Who can be asked, and by which policy: what the forms of a death, a series and a matter offer.

use colligate_casefile::{Actor, CaseError, Store};

/// The office's people and its policy.
pub(crate) struct Staff {
    /// Names of those who can sign in.
    pub users: Vec<String>,
    /// Their teams, in alphabetical order.
    pub teams: Vec<String>,
    /// The team of whoever looks; empty for none.
    pub own_team: String,
    /// Name of the policy in force.
    pub policy: String,
}

impl Staff {
    pub async fn of(store: &Store, actor: &Actor) -> Result<Staff, CaseError> {
        let users = store.users(actor).await?.into_iter().filter(|user| !user.disabled);
        let mut staff = Staff {
            users: Vec::new(),
            teams: Vec::new(),
            own_team: String::new(),
            policy: store.policy().await?.name(),
        };
        for user in users {
            if user.name == actor.name {
                staff.own_team.clone_from(&user.team);
            }
            staff.users.push(user.name);
            staff.teams.push(user.team);
        }
        staff.teams.retain(|team| !team.is_empty());
        staff.teams.sort();
        staff.teams.dedup();
        Ok(staff)
    }
}
