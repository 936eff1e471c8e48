using Microsoft.AspNetCore.Identity;

namespace Portal.Web.Security;

/// <summary>Rules of sign-ins and passwords. Part of the database model too, so the migration tool applies them as the portal does.</summary>
internal static class AccountRules
{
    /// <summary>What is said while a sign-in is locked.</summary>
    public const string TooManyTries = "There were too many wrong passwords. Wait five minutes and try again";

    public static void Apply(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;

        // People sign in with their email address, and that may hold an apostrophe.
        options.User.AllowedUserNameCharacters = "";

        // Length is what protects (NCSC password guidance); no rules about kinds of characters.
        options.Password.RequiredLength = 12;
        options.Password.RequireNonAlphanumeric = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireDigit = false;
        options.Lockout.MaxFailedAccessAttempts = 10;

        // The form of the tables that has room for passkeys.
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
    }
}
