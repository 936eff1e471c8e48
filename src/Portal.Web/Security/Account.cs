using Microsoft.AspNetCore.Identity;
using Portal.Domain.People;

namespace Portal.Web.Security;

/// <summary>A person's sign-in. Its id is the person's id.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public static Account Of(Person person) => new()
    {
        Id = person.Id.Value,
        UserName = person.Email,
        Email = person.Email,
        EmailConfirmed = true,
    };
}
