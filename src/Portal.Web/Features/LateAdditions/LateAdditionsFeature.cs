using Portal.Web.Files.Downloads;

namespace Portal.Web.Features.LateAdditions;

/// <summary>Wires what is added after submission.</summary>
public static class LateAdditionsFeature
{
    public static IServiceCollection AddLateAdditions(this IServiceCollection services) => services.AddScoped<AddLate>().AddDownloadsOf<LateDownloads>();
}
