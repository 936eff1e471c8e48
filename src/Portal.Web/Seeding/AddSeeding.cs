using Portal.Web.Frameworks;

namespace Portal.Web.Seeding;

/// <summary>Wires the data that comes with the portal.</summary>
public static class SeedingRegistration
{
    public static WebApplicationBuilder AddSeeding(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => LanguageRulesFile.Read(SeedFolder.LanguageRules));
        builder.Services.AddSingleton(_ => AnnexAQuestionsFile.Read(SeedFolder.AnnexAQuestions));
        builder.Services.AddSingleton(_ => PersonalDataRulesFile.Read(SeedFolder.PersonalDataRules));
        builder.Services.AddSingleton<FrameworkCache>();
        builder.Services.AddScoped<FrameworkLibrary>()
            .AddScoped<FrameworkAuthoring>();
        builder.Services.AddScoped<ReferenceData>();
        builder.Services.AddScoped<DemoData>();
        return builder;
    }
}
