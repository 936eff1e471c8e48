namespace Portal.Web.Features.Presentations;

/// <summary>Wires the opening presentation.</summary>
public static class PresentationsFeature
{
    public static IServiceCollection AddPresentations(this IServiceCollection services) => services
        .AddScoped<PresentationReader>()
        .AddScoped<DrawPresentation>()
        .AddScoped<EditPresentation>()
        .AddScoped<HandOverPresentation>()
        .AddScoped<AnswerOpening>();
}
