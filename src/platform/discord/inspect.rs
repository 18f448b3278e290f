//! What can be found out about the bot without anybody noticing: who it is, where it is, what it may do there.

use serenity::model::application::{ApplicationFlags, CurrentApplicationInfo};
use serenity::model::channel::{GuildChannel, PermissionOverwrite, PermissionOverwriteType};
use serenity::model::guild::{GuildInfo, Member, Role};
use serenity::model::id::{GuildId, RoleId, UserId};
use serenity::model::permissions::Permissions;
use serenity::model::user::User;

use super::calls::{id, missing_channel, person};
use super::rest::Call;
use super::trouble::{Kind, Trouble, UNKNOWN_MEMBER, UNKNOWN_USER};
use super::wire::{self, Route};
use super::{Discord, gateway};
use crate::chat::{ChatError, Membership, Place};

/// What an application has that may read what is said without the bot's name, granted or among few servers.
const CONTENT: ApplicationFlags =
    ApplicationFlags::GATEWAY_MESSAGE_CONTENT.union(ApplicationFlags::GATEWAY_MESSAGE_CONTENT_LIMITED);

/// Who may do one of these runs a server.
const RUNS: Permissions = Permissions::ADMINISTRATOR.union(Permissions::MANAGE_GUILD);

/// What Discord tells of the application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The application's id.
    pub application: String,
    pub name: String,
    /// The bot's own id.
    pub user: String,
    /// Whether the message content intent is turned on.
    pub content: bool,
    /// Sessions of the gateway that are left today.
    pub sessions: u64,
}

impl Discord {
    pub async fn identity(&self) -> Result<Identity, ChatError> {
        let doing = "look the bot up";
        let me: User = self.rest.read(Call::get(doing, Route::Me)).await?;
        let told: CurrentApplicationInfo = self.rest.read(Call::get(doing, Route::Application)).await?;
        let sessions = gateway::gateway(self).await?.session_start_limit.remaining;
        Ok(Identity {
            application: told.id.to_string(),
            name: told.name,
            user: me.id.to_string(),
            content: told.flags.is_some_and(|flags| flags.intersects(CONTENT)),
            sessions,
        })
    }

    /// The name of a server that the bot is in.
    pub async fn guild(&self, guild: &str) -> Result<String, ChatError> {
        let doing = "look a server up";
        let told: wire::Guild = self.rest.read(Call::get(doing, Route::Guild(id(guild, doing)?))).await?;
        Ok(told.name.unwrap_or_default())
    }

    /// The place by its id: events carry ids, people write names. Answers a place that has its id at once.
    pub async fn resolve(&self, place: &Place) -> Result<Place, ChatError> {
        if place.direct_to().is_some() {
            return Ok(place.clone());
        }
        Ok(Place { channel: self.address(place).await?, ..place.clone() })
    }

    /// The permission bits of the bot in a channel.
    pub async fn permissions(&self, place: &Place, bot: &str) -> Result<u64, ChatError> {
        Ok(self.permitted(place, bot).await.map_err(missing_channel)?.bits())
    }

    /// Whether somebody is a member of none of the bot's servers. Discord refuses letters to them as it does to those who take
    /// none, so that the refusal alone does not tell.
    pub(super) async fn is_in_no_server(&self, user: &str) -> Result<bool, Trouble> {
        let doing = "look a member up";
        let servers: Vec<GuildInfo> = self.rest.read(Call::get(doing, Route::MyGuilds)).await?;
        for server in &servers {
            let route = Route::GuildMember(server.id, person(user, doing)?);
            match self.rest.call(Call::get(doing, route)).await {
                Ok(_) => return Ok(false),
                Err(trouble) if matches!(trouble.code, UNKNOWN_MEMBER | UNKNOWN_USER) => {}
                Err(trouble) => return Err(trouble),
            }
        }
        Ok(!servers.is_empty())
    }

    /// Whether a member of the server sees the channel: by their roles, and by what the channel gives and takes. A thread is
    /// seen by who sees its channel, a private one by its members and by whoever manages threads.
    pub(super) async fn is_shown(&self, place: &Place, user: &str) -> Result<bool, Trouble> {
        let address = self.address(place).await?;
        let known = self.channel(&address).await?;
        let channel = match (known.is_thread(), &known.parent) {
            (true, Some(parent)) => Place { channel: parent.clone(), thread: None, ..place.clone() },
            _ => place.clone(),
        };
        let permitted = match self.permitted(&channel, user).await {
            Ok(permitted) => permitted,
            Err(trouble) if matches!(trouble.code, UNKNOWN_MEMBER | UNKNOWN_USER) => return Ok(false),
            Err(trouble) => return Err(trouble),
        };
        if !permitted.contains(Permissions::VIEW_CHANNEL) {
            return Ok(false);
        }
        Ok(!known.is_private()
            || permitted.contains(Permissions::MANAGE_THREADS)
            || self.is_in_thread(&address, user).await?)
    }

    async fn is_in_thread(&self, thread: &str, user: &str) -> Result<bool, Trouble> {
        let doing = "look the members of a thread up";
        let route = Route::ThreadMember(id(thread, doing)?, person(user, doing)?);
        match self.rest.call(Call::get(doing, route).channel(thread)).await {
            Ok(_) => Ok(true),
            // Unknown Member, and what Discord answers about who never joined.
            Err(trouble) if trouble.code == UNKNOWN_MEMBER || trouble.kind == Kind::Gone => Ok(false),
            Err(trouble) => Err(trouble),
        }
    }

    async fn permitted(&self, place: &Place, user: &str) -> Result<Permissions, Trouble> {
        let doing = "look its permissions up";
        let (channel, user) = (self.address(place).await?, person(user, doing)?);
        let call = Call::get(doing, Route::Channel(id(&channel, doing)?)).channel(&channel);
        let channel: GuildChannel = self.rest.read(call).await?;
        let guild = channel.guild_id;
        let roles: Vec<Role> = self.rest.read(Call::get(doing, Route::GuildRoles(guild))).await?;
        let member: Member = self.rest.read(Call::get(doing, Route::GuildMember(guild, user))).await?;
        let permitted = effective(&roles, &member, &channel.permission_overwrites, guild, user);
        let is_kept = !permitted.contains(Permissions::VIEW_CHANNEL);
        Ok(if is_kept && self.owns(guild, user).await? { Permissions::all() } else { permitted })
    }

    /// What somebody is in the server of a channel, as Discord tells it now. Nothing for who is no member of it.
    pub(super) async fn standing(&self, place: &Place, user: &str) -> Result<Membership, Trouble> {
        let doing = "look a member up";
        let (channel, user) = (self.address(place).await?, person(user, doing)?);
        let call = Call::get(doing, Route::Channel(id(&channel, doing)?)).channel(&channel);
        let channel: GuildChannel = self.rest.read(call).await?;
        let guild = channel.guild_id;
        let told = self.rest.read(Call::get(doing, Route::GuildMember(guild, user))).await;
        let member: Member = match told {
            Ok(member) => member,
            Err(trouble) if matches!(trouble.code, UNKNOWN_MEMBER | UNKNOWN_USER) => {
                return Ok(Membership { guest: true, ..Membership::default() });
            }
            Err(trouble) => return Err(trouble),
        };
        let roles: Vec<Role> = self.rest.read(Call::get(doing, Route::GuildRoles(guild))).await?;
        let runs = effective(&roles, &member, &[], guild, user).intersects(RUNS);
        let admin = !member.user.bot && (runs || self.owns(guild, user).await?);
        let roles = member.roles.iter().map(ToString::to_string).collect();
        Ok(Membership { admin, guest: member.user.bot, roles, ..Membership::default() })
    }

    /// Nothing in a server is kept from its owner.
    async fn owns(&self, guild: GuildId, user: UserId) -> Result<bool, Trouble> {
        let told: wire::Guild = self.rest.read(Call::get("look a server up", Route::Guild(guild))).await?;
        Ok(told.owner_id == Some(user))
    }
}

/// What a member may do in a channel (discord.com/developers/docs/topics/permissions#permission-overwrites).
fn effective(
    roles: &[Role],
    member: &Member,
    overwrites: &[PermissionOverwrite],
    guild: GuildId,
    user: UserId,
) -> Permissions {
    // The role of everybody has the server's id.
    let everyone = RoleId::new(guild.get());
    let theirs = roles.iter().filter(|role| role.id == everyone || member.roles.contains(&role.id));
    let base = theirs.fold(Permissions::empty(), |sum, role| sum | role.permissions);
    if base.contains(Permissions::ADMINISTRATOR) {
        return Permissions::all();
    }
    let of = |who: &dyn Fn(PermissionOverwriteType) -> bool| {
        let mine = overwrites.iter().filter(|one| who(one.kind));
        mine.fold((Permissions::empty(), Permissions::empty()), |(allow, deny), one| {
            (allow | one.allow, deny | one.deny)
        })
    };
    let layers = [
        of(&|one| one == PermissionOverwriteType::Role(everyone)),
        of(&|one| matches!(one, PermissionOverwriteType::Role(role) if member.roles.contains(&role))),
        of(&|one| one == PermissionOverwriteType::Member(user)),
    ];
    layers.into_iter().fold(base, |held, (allow, deny)| (held - deny) | allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAY: Permissions = Permissions::VIEW_CHANNEL.union(Permissions::SEND_MESSAGES);

    fn role(id: u64, permissions: Permissions) -> Role {
        let mut role = Role::default();
        (role.id, role.permissions) = (RoleId::new(id), permissions);
        role
    }

    fn of_role(id: u64, allow: Permissions, deny: Permissions) -> PermissionOverwrite {
        PermissionOverwrite { allow, deny, kind: PermissionOverwriteType::Role(RoleId::new(id)) }
    }

    #[test]
    fn a_channel_takes_away_and_gives_back() {
        let nothing = Permissions::empty();
        let roles = [role(1, MAY), role(2, Permissions::EMBED_LINKS)];
        let mut member = Member::default();
        member.roles = vec![RoleId::new(2)];
        let of = |roles: &[Role], overwrites: &[PermissionOverwrite]| {
            effective(roles, &member, overwrites, GuildId::new(1), UserId::new(9))
        };
        let all = MAY | Permissions::EMBED_LINKS;
        assert_eq!(of(&roles, &[]), all);
        // Everybody may not see it, the bot's role may.
        let hidden = [of_role(1, nothing, Permissions::VIEW_CHANNEL), of_role(2, Permissions::VIEW_CHANNEL, nothing)];
        assert_eq!(of(&roles, &hidden), all);
        let me = PermissionOverwriteType::Member(UserId::new(9));
        let muted = [
            PermissionOverwrite { allow: nothing, deny: Permissions::SEND_MESSAGES, kind: me },
            of_role(3, Permissions::ADMINISTRATOR, nothing),
        ];
        assert_eq!(of(&roles, &muted), all - Permissions::SEND_MESSAGES);
        assert_eq!(of(&[role(1, Permissions::ADMINISTRATOR)], &muted), Permissions::all());
    }

    #[test]
    fn every_permission_that_is_needed_is_known() {
        for (name, bit, _) in commands::discord_permissions(true) {
            assert!(Permissions::from_bits(*bit).is_some(), "{name}");
        }
    }
}
