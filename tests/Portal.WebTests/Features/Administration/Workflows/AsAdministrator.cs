using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.WebTests.Features.Administration.Workflows;

/// <summary>An administrator of the operator, who belongs to no board.</summary>
internal static class AsAdministrator
{
    /// <summary>Appoints one and lets them act in the unit of work.</summary>
    public static async Task<Person> BecomeAsync(IServiceProvider services)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var person = Person.Named("Sam Cole", "sam@operator.example");
        var operators = Body.Found("OP", "Operator", BodyKind.Operator);
        var post = Post.In(operators, PostRole.Administrator, "Administrator");
        post.Appoint(person, DateTime.UnixEpoch);
        db.AddRange(operators, person, post);
        await db.SaveChangesAsync();
        await services.GetRequiredService<CurrentPerson>().BecomeAsync(person.Id, default);
        return person;
    }
}
