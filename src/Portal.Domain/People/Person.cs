using Portal.Domain.Common;

namespace Portal.Domain.People;

/// <summary>Somebody who may hold posts; also the holder of a sign-in with the same id.</summary>
public sealed class Person
{
    private Person()
    {
    }

    public Id<Person> Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Email { get; private set; } = "";

    public static Person Named(string name, string email) => new()
    {
        Id = Id<Person>.New(),
        Name = RuleBroken.IfBlank(name, "person.no-name", "Enter the person’s name."),
        Email = RuleBroken.IfBlank(email, "person.no-email", "Enter the person’s email address."),
    };

    /// <summary>Gives them another address for mail, and for signing in.</summary>
    public void MoveTo(string email) => Email = RuleBroken.IfBlank(email, "person.no-email", "Enter the person’s email address.");
}
