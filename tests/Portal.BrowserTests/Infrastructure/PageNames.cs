using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>Says in a header of each response which page made it, so that a test can tell pages from addresses.</summary>
internal sealed class PageNames : IStartupFilter
{
    public const string Header = "x-made-by-page";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, following) =>
        {
            context.Response.OnStarting(() =>
            {
                if (context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
                {
                    context.Response.Headers[Header] = page.ViewEnginePath;
                }

                return Task.CompletedTask;
            });
            await following(context);
        });
        next(app);
    };
}
