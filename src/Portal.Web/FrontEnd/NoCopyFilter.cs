using Microsoft.AspNetCore.Mvc.Filters;

namespace Portal.Web.FrontEnd;

/// <summary>
/// Pages and files hold what only this person may see: no copy of one is kept by the browser or on the way. The framework's own
/// ResponseCacheAttribute, added for all, would do nothing here: it is for controllers.
/// </summary>
internal sealed class NoCopyFilter : IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context) => context.HttpContext.Response.Headers.CacheControl = "no-cache, no-store";

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
