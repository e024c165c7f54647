/**
 * Passwords that are tried first and would else pass for strong enough, in lower case: well-known leaked ones
 * with at least 8 characters, a letter and a digit.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
    123456789a 12345678a 1234567a 123456abc 123456qwerty 12345abc 12345qwert 1234abcd 1234qwer 123abc123
    123qwe123 123qwe456 123qweasd 1q2w3e4r 1q2w3e4r5t 1qaz1qaz 1qaz2wsx 1qazxsw2 2wsx3edc a1234567 a12345678
    a123456789 a1b2c3d4 a1b2c3d4e5 aa123456 aa12345678 aaa12345 abc12345 abc123456 abc123abc abcd1234
    abcd12345 abcde12345 abcdef123 abcdefg1 abcdefgh1 access14 admin123 admin1234 admin12345 admin123456
    admin@123 admin@1234 adminadmin1 administrator1 angel123 arsenal1 asdf1234 asdfgh123 asdfghjkl1
    ashley123 babygirl1 bangalore1 baseball1 baseball123 basketball1 batman123 batman1234 bharat123 blink182
    butterfly1 changeit1 changeme1 changeme123 charlie1 charlie123 cheese123 chelsea1 chennai123 chocolate1
    computer1 computer123 cookie123 cricket1 cricket123 default1 delhi123 demo1234 demo12345 dragon12
    dragon123 family123 ferrari1 flower123 football1 football12 football123 forever1 freedom1 friends1
    ganesh123 google123 guest123 guest1234 happy123 hello123 hello1234 hello12345 hunter12 hunter123
    iloveu123 iloveyou1 iloveyou12 iloveyou123 iloveyou143 iloveyou2 india123 india1234 india@123 indian123
    internet1 jaimatadi1 jennifer1 jessica1 jesus123 jesuschrist1 jordan23 killer123 kolkata123 krishna1
    krishna123 letmein1 letmein12 letmein123 letmein1234 liverpool1 login123 login1234 lovely123 loveyou1
    lucky123 master123 michael1 michael123 money123 monkey12 monkey123 monkey1234 mumbai123 mustang1
    mypassword1 naruto123 newpassword1 p4ssw0rd p@55w0rd p@ssw0rd
    pa55w0rd pa55word pass1234 pass12345 pass123456 passw0rd passw0rd1 passw0rd12 passw0rd123
    password00 password01 password1 password11 password12 password123 password1234 password12345
    password123456 password2 password2020 password2021 password2022 password2023 password2024 password2025
    password2026 password3 password69 password7 password9 password99 pokemon1 pokemon123 princess1
    princess12 princess123 q1w2e3r4 q1w2e3r4t5 qwaszx12 qwe12345 qweasd123 qwer1234 qwerty01 qwerty1!
    qwerty11 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwerty2020 qwerty99 qwertyuiop1
    qwertyuiop123 root1234 root12345 sachin10 saibaba1 samsung1 samsung123 secret12 secret123 secret1234
    shadow12 shadow123 spiderman1 starwars1 summer123 sunshine1 sunshine12 sunshine123 superman1 superman123
    test1234 tester123 testing1 testing123 thepassword1 toor1234 trustno1 trustno12
    user1234 user12345 user123456 welcome1 welcome12 welcome123 welcome1234 welcome@1 whatever1
    winter123 zaq12wsx zaq1zaq1 zxcvbnm1 zxcvbnm123
  `
    .trim()
    .split(/\s+/),
);
