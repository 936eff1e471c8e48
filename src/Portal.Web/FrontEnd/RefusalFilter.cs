using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Domain.Common;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.FrontEnd;

/// <summary>Turns a refusal into its page: a broken rule shows the same page with the message and all that was typed (a script gets the message alone), the others their error page.</summary>
internal sealed class RefusalFilter : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        switch (executed.Exception)
        {
            case RuleBroken broken when context.HttpContext.Request.AcceptsData():
                executed.ExceptionHandled = true;
                executed.Result = new JsonResult(new { refused = broken.Message }) { StatusCode = StatusCodes.Status409Conflict };
                break;
            case RuleBroken broken when context.HandlerInstance is PageModel page:
                executed.ExceptionHandled = true;
                page.ModelState.AddModelError(broken.Field is null ? "" : $"Input.{broken.Field}", broken.Message);
                page.Response.StatusCode = StatusCodes.Status409Conflict;
                executed.Result = page.Page();
                break;
            case NotFound:
                executed.ExceptionHandled = true;
                executed.Result = new NotFoundResult();
                break;
            case Forbidden:
                executed.ExceptionHandled = true;
                executed.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
                break;
        }
    }
}
