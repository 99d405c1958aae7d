//! What is said of rights and of those who have them.

crate::texts! { PERMISSIONS {
    TITLE = "Access";
    REACH = "Effective access";
    YOU = "You: {name}";
    YOU_UNNAMED = "You";
    THIS_IS_YOU = "You";
    CREATED_IT = "Creator";
    ADMINISTRATORS = "Account administrators";
    ADMINISTRATORS_SENTENCE = "Always have full access.";
    OWN_UNLISTED = "As an account administrator you have full access without being listed.";
    EVERYBODY = "Anyone who can reach this registry";
    EVERYBODY_SENTENCE = "Can pull: the repository is public.";
    ACCOUNTS = "{count} other account" | "{count} other accounts";
    ACCOUNTS_SENTENCE = "Can pull: the repository is shared with them.";
    TO_SHARING = "View shares";
    MEMBERS_UNREADABLE = "You cannot view who has access to {organization}. Users with a role on the organization only are not listed here.";

    USER = "User";
    USER_ID = "User ID";
    USER_NAME = "User name";
    RIGHT = "Role";
    ALLOWS = "Permissions";
    SOURCE = "Source";
    COPY_ID = "Copy user ID of {name}";
    LEAST_FIRST = "lowest first";
    GREATEST_FIRST = "highest first";
    FROM_ORGANIZATION = "Organization: {access}";
    FROM_REPOSITORY = "Repository: {access}";
    NONE_YET = "No users yet";
    NONE_YET_SENTENCE = "Account administrators always have full access. Grant access to everyone else.";

    READ_ALLOWS = "Pull and view";
    EDIT_ALLOWS = "Pull, push, edit details";
    MANAGE_ALLOWS = "Pull, push, delete, manage access and sharing";

    GRANT = "Grant access";
    GRANT_TITLE = "Grant access to {place}";
    ORGANIZATION_RULE = "Applies to every repository in the organization, including future ones. Only users of this account.";
    REPOSITORY_RULE = "Applies in addition to the role on the organization; the higher role counts. Only users of this account, and never yourself.";
    PERSON = "User {number}";
    NAME_HINT = "Exact IAM user name.";
    ID_HINT = "32 characters. Users find both in their account menu under “Copy my name and user ID”. Paste that into either field to fill both.";
    ADD_PERSON = "Add another user";
    REMOVE_PERSON = "Remove user {number}";
    NAME_NEEDED = "Enter the user name too.";
    ID_NEEDED = "Enter a user ID.";
    ID_WITH_BLANKS = "A user ID contains no spaces.";
    ID_TWICE = "This user ID is entered above.";
    GRANTED_ALREADY = "{name} already has the {access} role here. Change it in the list.";
    GRANTED_MEANWHILE = "This user already has a role here. Change it in the list.";
    OWN_RIGHT = "You cannot change your own role on a repository.";
    USER_REFUSED = "No user of this account has this name and ID.";
    ONE_REFUSED = "One of these is not a user of this account or has another name.";
    ONE_GRANTED = "One of these users already has a role here.";
    GRANTED = "{count} user now has the {access} role on {place}." | "{count} users now have the {access} role on {place}.";

    NEEDS_RIGHT = "Requires the Edit role on {organization} or the Manage role on {repository}. Your role: {access}.";
    CHANGE_TO = "Change to {access}";
    CHANGE_COUNT = "Change {count} role" | "Change {count} roles";
    CHANGE_ONE = "Change role of {name}";
    CHANGE = "Change";
    CHANGED = "{count} role on {place} changed." | "{count} roles on {place} changed.";
    REVOKE = "Remove access";
    REVOKE_COUNT = "Remove access of {count} user" | "Remove access of {count} users";
    REVOKE_ONE_QUESTION = "Remove access of {name} to {place}?";
    REVOKE_QUESTION = "Remove access of {count} user to {place}?" | "Remove access of {count} users to {place}?";
    REVOKED = "Access of {count} user to {place} removed." | "Access of {count} users to {place} removed.";
    NOT_FROM_HERE = "This role comes from the organization. Remove it there.";
    TO_MEMBERS = "Access to {organization}";
    LEFT_OUT = "{count} of the selected is skipped: your own role, or a role from the organization." | "{count} of the selected are skipped: your own role, or roles from the organization.";
    NOBODY = "None of the selected roles can be changed here.";
    REPOSITORIES_STAY = "Roles on individual repositories are kept.";
    OWN_LOSS = "This is your own role. Without it you cannot undo the change.";
    CREATOR_LOSS = "{name} created the organization. Some services do not allow lowering this role.";

    LOSES_MANAGE = "{name} can no longer delete, manage access or share.";
    LOSES_EDIT = "{name} can no longer push or edit.";
    LOSES_READ = "{name} can no longer pull or view.";
    GAINS_MANAGE = "{name} will be able to delete, manage access and share.";
    GAINS_EDIT = "{name} will be able to push images and edit details.";
    GAINS_READ = "{name} will be able to pull.";
    KEEPS = "{name} keeps the {access} role from the organization.";
    LOSS_COUNT = "{count} user loses permissions." | "{count} users lose permissions.";
    AS_BEFORE = "Nothing changes for {name}.";
} }
