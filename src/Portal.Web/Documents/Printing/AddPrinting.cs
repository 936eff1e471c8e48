using Portal.Web.Documents.Bundles;

namespace Portal.Web.Documents.Printing;

/// <summary>Wires what makes PDFs.</summary>
public static class PrintingRegistration
{
    public static WebApplicationBuilder AddPrinting(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Printing").Get<PrintingOptions>() ?? new PrintingOptions();
        options.Check();
        var bundles = builder.Configuration.GetSection("Bundles").Get<BundleOptions>() ?? new BundleOptions();
        bundles.Check();
        builder.Services.AddSingleton(options).AddSingleton<HtmlPrinter>().AddSingleton<OfficeConverter>().AddSingleton(bundles).AddSingleton<BundleMaker>();
        return builder;
    }
}
