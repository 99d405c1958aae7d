//! What is said of rights and of those who have them.

crate::texts! { PERMISSIONS {
    TITLE = "Members";
    REACH = "Effective access";
    YOU = "You: {name}";
    YOU_UNNAMED = "You";
    THIS_IS_YOU = "you";
    CREATED_IT = "created it";
    ADMINISTRATORS = "Administrators of the account";
    ADMINISTRATORS_SENTENCE = "They manage everything without being listed.";
    OWN_UNLISTED = "Not from an entry of the list: administrators of the account manage everything without one.";
    EVERYBODY = "Everybody who reaches this service";
    EVERYBODY_SENTENCE = "The repository is public.";
    ACCOUNTS = "{count} other account" | "{count} other accounts";
    ACCOUNTS_SENTENCE = "The repository is shared with them.";
    TO_SHARING = "Who, and until when";
    MEMBERS_UNREADABLE = "You may not see the members of {organization}. Whoever has a right only from there is missing in the list.";

    USER = "User";
    USER_ID = "User id";
    USER_NAME = "User name";
    RIGHT = "Right";
    ALLOWS = "Allows";
    SOURCE = "Source";
    COPY_ID = "Copy user id of {name}";
    LEAST_FIRST = "least first";
    GREATEST_FIRST = "greatest first";
    FROM_ORGANIZATION = "Organization: {access}";
    FROM_REPOSITORY = "Repository: {access}";
    NONE_YET = "Nobody is listed";
    NONE_YET_SENTENCE = "Administrators of the account manage everything without being listed. Everybody else needs a right.";

    READ_ALLOWS = "pull images and look at everything";
    EDIT_ALLOWS = "also push images and change attributes";
    MANAGE_ALLOWS = "also delete, give rights and share";

    GRANT = "Grant access";
    GRANT_TITLE = "Grant access to {place}";
    ORGANIZATION_RULE = "The right holds for every repository of the organization, those to come as well. Only users of this account can have one.";
    REPOSITORY_RULE = "The right is added to the one on the organization, and the greater one counts. Only users of this account can have one, and nobody can give one to themselves.";
    PERSON = "Person {number}";
    NAME_HINT = "As the identity service spells it. People who were in a list before are offered.";
    ID_HINT = "32 letters and digits. People find both under their account menu, “Copy my name and user id”; pasted into either field, they fill both.";
    ADD_PERSON = "Add another person";
    REMOVE_PERSON = "Remove person {number}";
    NAME_NEEDED = "The name is needed, too.";
    ID_NEEDED = "The id is needed.";
    ID_WITH_BLANKS = "There are no blanks in an id.";
    ID_TWICE = "This id stands above already.";
    GRANTED_ALREADY = "{name} has the right {access} here already. It can be changed in the list.";
    GRANTED_MEANWHILE = "This user has a right here already. It can be changed in the list.";
    OWN_RIGHT = "Nobody can give, change or take their own right on a repository.";
    USER_REFUSED = "The service does not know a user of this account with this name and this id.";
    ONE_REFUSED = "One of these is no user of this account, or has another name.";
    ONE_GRANTED = "One of these has a right here already.";
    GRANTED = "{count} person has the right {access} on {place} now." | "{count} people have the right {access} on {place} now.";

    NEEDS_RIGHT = "This needs the right Edit on {organization} or Manage on {repository}; yours is {access}.";
    CHANGE_TO = "Change to {access}";
    CHANGE_COUNT = "Change {count} right" | "Change {count} rights";
    CHANGE_ONE = "Change the right of {name}";
    CHANGE = "Change";
    CHANGED = "{count} right on {place} is changed." | "{count} rights on {place} are changed.";
    REVOKE = "Revoke";
    REVOKE_COUNT = "Revoke {count} right" | "Revoke {count} rights";
    REVOKE_ONE_QUESTION = "Revoke the right of {name} on {place}?";
    REVOKE_QUESTION = "Revoke {count} right on {place}?" | "Revoke {count} rights on {place}?";
    REVOKED = "{count} right on {place} is revoked." | "{count} rights on {place} are revoked.";
    NOT_FROM_HERE = "The right is from the organization and can be taken there only.";
    TO_MEMBERS = "Members of {organization}";
    LEFT_OUT = "{count} of the selected is left out: it is your own right, or none from here." | "{count} of the selected are left out: one is your own right, or none from here.";
    NOBODY = "None of the selected can be changed here.";
    REPOSITORIES_STAY = "Rights on single repositories stay as they are.";
    OWN_LOSS = "This is your own right: without it you cannot take the change back.";
    CREATOR_LOSS = "{name} created the organization. A service may refuse to lower that right.";

    LOSES_MANAGE = "{name} can no longer delete, give rights or share.";
    LOSES_EDIT = "{name} can no longer push images or change anything.";
    LOSES_READ = "{name} can no longer pull images or see it.";
    GAINS_MANAGE = "{name} can then delete, give rights and share.";
    GAINS_EDIT = "{name} can then push images and change descriptions and visibility.";
    GAINS_READ = "{name} can then pull images.";
    KEEPS = "{name} keeps the right {access} from the organization.";
    AS_BEFORE = "{name} can do the same as before.";
} }
