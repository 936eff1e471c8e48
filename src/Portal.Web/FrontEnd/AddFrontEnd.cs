using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.WebEncoders;
using Portal.Web.GovUk;

namespace Portal.Web.FrontEnd;

/// <summary>Wires the pages: Razor Pages under /Features, kebab-case addresses, static assets, error pages, security headers.</summary>
public static class FrontEndWiring
{
    /// <summary>Registers the pages, their address convention and the binding of dates typed in three fields.</summary>
    public static WebApplicationBuilder AddFrontEnd(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSecurityHeaderPolicies().AddPolicy(SecurityHeaderPolicy.File, headers => SecurityHeaderPolicy.AddCommon(headers));
        builder.Services
            .AddRazorPages(pages =>
            {
                pages.RootDirectory = "/Features";
                pages.Conventions.Add(new PageRouteTransformerConvention(new KebabCase()));
            })
            .AddMvcOptions(mvc =>
            {
                // Outside the page model's own filter, in which a page loads what it shows: a refusal while loading counts too.
                mvc.Filters.Add<RefusalFilter>(int.MinValue);

                // Forms are validated by hand (PortalPage.Valid); binding itself requires nothing.
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                mvc.ModelBinderProviders.Insert(0, new DateOnlyModelBinderProvider());
                PlainBindingMessages.Apply(mvc.ModelBindingMessageProvider);
                mvc.Filters.Add<NoCopyFilter>();
            });

        // Dashes, quotation marks and Welsh letters go out as they are; what matters in markup is still encoded.
        builder.Services.Configure<WebEncoderOptions>(encoders => encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return builder;
    }

    /// <summary>Middleware that must come first in the pipeline: headers, error pages, British culture.</summary>
    public static WebApplication UseFrontEnd(this WebApplication app)
    {
        app.UseSecurityHeaders(SecurityHeaderPolicy.Create());
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseRequestLocalization(British());
        return app;
    }

    /// <summary>The endpoints: static assets (open to anybody) and pages (closed unless a page says otherwise).</summary>
    public static WebApplication MapFrontEnd(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        return app;
    }

    // One culture whatever the browser asks for: dates and numbers are British everywhere, in background work too.
    private static RequestLocalizationOptions British()
    {
        var british = CultureInfo.GetCultureInfo("en-GB");
        CultureInfo.DefaultThreadCurrentCulture = british;
        CultureInfo.DefaultThreadCurrentUICulture = british;
        return new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(british),
            SupportedCultures = [british],
            SupportedUICultures = [british],
            RequestCultureProviders = [],
        };
    }
}
