// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.Credentials;
import java.net.URI;
import java.time.Duration;

/** SOGo, as a person has it before him. */
public record Webmail(Page page, URI address) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String INSIDE = "a[aria-label='Disconnect']:visible";
    private static final String REFUSED = "button[ng-click='app.restoreLogin()']:visible";

    /** Opens it anew and gives the password; whether that was taken. */
    public boolean login(Credentials user) {
        page.navigate(address.resolve("/SOGo/").toString());
        page.locator("input[ng-model='app.creds.username']").fill(user.mail());
        page.locator("#passwordField").fill(user.password());
        page.locator("#passwordField").press("Enter");
        page.locator(INSIDE + ", " + REFUSED).first().waitFor();
        return page.locator(INSIDE).count() > 0;
    }

    /** Turns to the inbox and opens the letter as soon as it is there; its text. */
    public String read(String subject) throws Exception {
        open("Mail/view");
        Locator letter = button(subject);
        Eventually.until("the inbox shows " + subject, LIMIT, () -> {
            page.locator("button[ng-click='mailbox.refresh()']:visible").click();
            letter.waitFor(new Locator.WaitForOptions().setTimeout(2000));
            return true;
        });
        letter.click();
        return page.locator(".sg-mail-part").first().innerText();
    }

    /** Answers the letter that is open. */
    public void answer(String text) {
        page.locator("button[ng-click='viewer.reply($event)']:visible").click();
        Locator editor = page.locator("#mailEditor");
        editor.locator(".ck-editor__editable").click();
        // At the top, above what is quoted.
        page.keyboard().press("Control+Home");
        page.keyboard().insertText(text);
        done("/send", editor.locator("button[ng-click='editor.send()']"));
    }

    /** Makes an appointment for now and waits until the calendar shows it. */
    public void makeAppointment(String title) {
        open("Calendar/view");
        choose("list.newComponent($event, 'appointment')");
        page.locator("input[ng-model='editor.component.summary']").fill(title);
        done("/saveAsAppointment", page.locator("button[ng-click='editor.save(eventForm)']"));
        page.locator(".sg-event:visible").getByText(title).first().waitFor();
    }

    /** Makes a contact and waits until the address book shows it. */
    public void makeContact(String firstName, String surname, String mail) {
        open("Contacts/view");
        choose("addressbook.newComponent('card')");
        page.locator("input[ng-model='editor.card.c_givenname']").fill(firstName);
        page.locator("input[ng-model='editor.card.c_sn']").fill(surname);
        page.locator("button[ng-click='editor.addEmail()']:visible").click();
        page.locator("input[ng-model='email.value']:visible").fill(mail);
        done("/saveAsContact", page.locator("button[ng-click='editor.save(contactForm)']:visible"));
        page.getByText(mail).first().waitFor();
    }

    /** Lets whoever writes get this answer from now on. */
    public void setVacation(String text) {
        Locator enabled = openVacation();
        if (!isChecked(enabled)) {
            enabled.click();
        }
        page.locator("#autoReplyText").fill(text);
        savePreferences();
    }

    public void endVacation() {
        Locator enabled = openVacation();
        if (isChecked(enabled)) {
            enabled.click();
            savePreferences();
        }
    }

    private Locator openVacation() {
        open("Preferences#!/mailer");
        page.locator("md-tab-item").getByText("Vacation").click();
        return page.locator("md-checkbox[ng-model='app.preferences.defaults.Vacation.enabled']");
    }

    private static boolean isChecked(Locator box) {
        return "true".equals(box.getAttribute("aria-checked"));
    }

    private void savePreferences() {
        done("/save", page.locator("button[ng-click='app.save(preferencesForm)']"));
    }

    /** One of the user's own pages; only SOGo knows under which name it keeps him. */
    private void open(String place) {
        String here = page.url();
        int user = here.indexOf("/so/") + "/so/".length();
        page.navigate(here.substring(0, here.indexOf('/', user) + 1) + place);
    }

    /** What the button at the lower edge offers. */
    private void choose(String action) {
        page.locator("md-fab-trigger button:visible").click();
        page.locator("button[ng-click=\"" + action + "\"]:visible").click();
    }

    private Locator button(String label) {
        return page.locator("button[aria-label=\"" + label + "\"]").first();
    }

    /** Presses what sends something to the server, and sees that it was taken. */
    private void done(String call, Locator button) {
        Response response = page.waitForResponse(
                answer -> answer.request().method().equals("POST")
                        && URI.create(answer.url()).getPath().endsWith(call),
                button::click);
        if (!response.ok()) {
            throw new AssertionError(response.url() + ": " + response.status() + " " + response.text());
        }
    }
}
