using Microsoft.AspNetCore.Authorization;
using Portal.Domain.People;

namespace Portal.Web.Security;

/// <summary>Met by whoever holds one of these posts now.</summary>
internal sealed record HoldsPost(IReadOnlyList<PostRole> Roles) : IAuthorizationRequirement;

internal sealed class HoldsPostHandler(CurrentPerson me) : AuthorizationHandler<HoldsPost>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, HoldsPost requirement)
    {
        if (me.IsKnown && me.Posts.Any(p => requirement.Roles.Contains(p.Role)))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
